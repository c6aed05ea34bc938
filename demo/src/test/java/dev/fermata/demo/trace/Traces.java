package dev.fermata.demo.trace;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Traces for tests; times are in milliseconds. */
final class Traces {
  private static final long MILLI = 1_000_000;

  private Traces() {}

  static Trace of(long elapsed, Activity... activities) {
    return new Trace(
        Stream.of(activities).map(Activity::row).distinct().toList(),
        List.of(activities),
        Duration.ofMillis(elapsed));
  }

  static Activity activity(Row row, State state, String label, long start, long end) {
    return new Activity(row, state, label, start * MILLI, end * MILLI);
  }
}
