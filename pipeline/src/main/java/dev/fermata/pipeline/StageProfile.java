package dev.fermata.pipeline;

import java.util.Comparator;
import java.util.List;

/**
 * How fast one stage is by itself, from {@link Builder#profile}.
 *
 * @param stage its name, unique in the pipeline; {@code source} for the source
 * @param measurements one for each concurrency, the highest first; one for what has no concurrency
 */
public record StageProfile(String stage, List<Measurement> measurements) {

  /** A concurrency is enough if it brings this share of the highest rate. */
  private static final double ENOUGH = 0.9;

  /**
   * One run of the stage.
   *
   * @param concurrency operations in flight at most
   * @param rate items that it took in a second, those that failed among them; infinite if it took
   *     no time, as may be on a virtual clock
   * @param occupancy share of the concurrency that was in use, 0 to 1. A stage that is not kept
   *     busy at a high one begins operations more slowly than it ends them
   * @param statistics all numbers of the run
   */
  public record Measurement(
      int concurrency, double rate, double occupancy, StageStatistics statistics) {

    static Measurement of(StageStatistics statistics, long items) {
      double seconds = statistics.elapsed().toNanos() / 1e9;
      return new Measurement(
          statistics.concurrency(),
          seconds == 0 ? Double.POSITIVE_INFINITY : items / seconds,
          statistics.occupancy(),
          statistics);
    }
  }

  public StageProfile {
    measurements = List.copyOf(measurements);
  }

  /** The measurement of the highest rate; of equal ones that of the lowest concurrency. */
  public Measurement fastest() {
    return measurements.stream()
        .max(
            Comparator.comparingDouble(Measurement::rate)
                .thenComparing(Measurement::concurrency, Comparator.reverseOrder()))
        .orElseThrow();
  }

  /** The measurement of the lowest concurrency that comes within 10 % of the highest rate. */
  public Measurement enough() {
    double rate = ENOUGH * fastest().rate();
    return measurements.stream()
        .filter(each -> each.rate() >= rate)
        .min(Comparator.comparingInt(Measurement::concurrency))
        .orElseThrow();
  }
}
