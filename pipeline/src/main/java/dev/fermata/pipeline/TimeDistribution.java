package dev.fermata.pipeline;

import java.time.Duration;

/**
 * How long operations took, each figure right to within 1/32 of it; zero where times are not
 * measured and before the first operation ended.
 *
 * @param p50 half of them took no longer
 * @param p90 90 % of them took no longer
 * @param p99 99 % of them took no longer
 */
public record TimeDistribution(Duration p50, Duration p90, Duration p99) {

  /** Nothing was measured. */
  public static final TimeDistribution NONE =
      new TimeDistribution(Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
