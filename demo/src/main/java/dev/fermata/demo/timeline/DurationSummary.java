package dev.fermata.demo.timeline;

import java.util.Arrays;

/** Percentiles of durations, in nanoseconds; zero when there are no durations. */
public record DurationSummary(long p50, long p90, long p99, long max) {

  static DurationSummary of(long[] durations) {
    long[] sorted = durations.clone();
    Arrays.sort(sorted);
    return new DurationSummary(
        percentile(sorted, 50),
        percentile(sorted, 90),
        percentile(sorted, 99),
        percentile(sorted, 100));
  }

  /** Nearest rank: the smallest duration that {@code percent} of all do not exceed. */
  private static long percentile(long[] sorted, int percent) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[rank - 1];
  }
}
