package dev.fermata.pipeline;

import java.time.Duration;

/**
 * The numbers of one stage up to now. Times are sums over its lanes (see {@link
 * PipelineObserver.Operation#lane}) and zero where times are not measured.
 *
 * <p>How to read it: a stage that mostly works is the bottleneck, one that is mostly starved waits
 * for what comes before it, one that is mostly blocked for what comes after it.
 *
 * @param stage its name, unique in the pipeline; {@code source} for the source
 * @param concurrency operations in flight at most
 * @param started operations that began
 * @param count operations that ended, however they did
 * @param failed those of them that failed
 * @param dropped those of them whose result was empty
 * @param working time in operations that ended
 * @param starved time spent waiting for items
 * @param blocked time spent waiting for the turn, where ordered, and for room downstream
 * @param elapsed how long the run has taken, up to now or to its end
 * @param times how long the operations took that ended
 */
public record StageStatistics(
    String stage,
    int concurrency,
    long started,
    long count,
    long failed,
    long dropped,
    Duration working,
    Duration starved,
    Duration blocked,
    Duration elapsed,
    TimeDistribution times) {

  /** Operations under way. */
  public long inFlight() {
    return started - count;
  }

  /** Mean time of an operation; zero before the first ended. */
  public Duration meanTime() {
    return count == 0 ? Duration.ZERO : working.dividedBy(count);
  }

  /** The share of its possible work that the stage has done, 0 to 1. */
  public double occupancy() {
    double possible = (double) elapsed.toNanos() * concurrency;
    return possible == 0 ? 0 : Math.min(1, working.toNanos() / possible);
  }
}
