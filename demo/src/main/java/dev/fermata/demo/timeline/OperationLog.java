package dev.fermata.demo.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The operations of one stage as they end. Safe from any thread: all is guarded by this. */
final class OperationLog {
  private final List<Span> kept = new ArrayList<>();
  private long[] durations = new long[1024];
  private int count;

  synchronized void add(long duration) {
    if (count == durations.length) {
      durations = Arrays.copyOf(durations, 2 * count);
    }
    durations[count++] = duration;
  }

  synchronized void keep(Span span) {
    kept.add(span);
  }

  synchronized DurationSummary durations() {
    return DurationSummary.of(Arrays.copyOf(durations, count));
  }

  synchronized List<Span> kept() {
    return List.copyOf(kept);
  }
}
