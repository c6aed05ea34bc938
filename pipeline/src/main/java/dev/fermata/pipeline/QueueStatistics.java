package dev.fermata.pipeline;

import java.time.Duration;

/**
 * The numbers of one queue up to now. Shares of time are of the time from the run's start up to now
 * or to its end, and zero where times are not measured.
 *
 * <p>How to read it: mostly full means that the stage after it is too slow, mostly empty that what
 * comes before it is.
 *
 * @param queue the name of the stage that takes from it, or {@code sink}
 * @param capacity items it holds at most
 * @param size items in it now
 * @param received items that came in
 * @param meanSize mean number of items in it
 * @param full share of time in which it was full, 0 to 1
 * @param empty share of time in which it was empty, 0 to 1
 * @param rate items that came in per second of the run
 * @param putWait how long an item waited for room in the mean; of a source that blocks, how long it
 *     was not asked for the next one
 * @param getWait how long it was waited for in the mean, by all that waited
 */
public record QueueStatistics(
    String queue,
    int capacity,
    int size,
    long received,
    double meanSize,
    double full,
    double empty,
    double rate,
    Duration putWait,
    Duration getWait) {

  /** How full it is in the mean, 0 to 1. */
  public double occupancy() {
    return meanSize / capacity;
  }
}
