package dev.fermata.demo.trace;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Takes down what happens. Safe from any thread: all is guarded by this. */
public final class TraceRecorder {
  private final LongSupplier clock;
  private final long start;
  private final Set<Row> rows = new LinkedHashSet<>();
  private final List<Stretch> stretches = new ArrayList<>();

  /** The trace begins now, by {@code clock}, which counts nanoseconds. */
  public TraceRecorder(LongSupplier clock) {
    this.clock = clock;
    this.start = clock.getAsLong();
  }

  /** Something that has begun. Closing it twice does nothing more. */
  public final class Stretch implements AutoCloseable {
    private final Collection<Row> of;
    private final State state;
    private final String label;
    private final long from;
    private long until = Long.MAX_VALUE;

    private Stretch(Collection<Row> of, State state, String label, long from) {
      this.of = List.copyOf(of);
      this.state = state;
      this.label = label;
      this.from = from;
    }

    @Override
    public void close() {
      synchronized (TraceRecorder.this) {
        until = Math.min(until, now());
      }
    }

    private List<Activity> activities(long end) {
      return of.stream()
          .map(row -> new Activity(row, state, label, from, Math.min(until, end)))
          .toList();
    }
  }

  /** Something begins, on each of the rows; it lasts until the result is closed. */
  public synchronized Stretch begin(Collection<Row> of, State state, String label) {
    var stretch = new Stretch(of, state, label, now());
    rows.addAll(of);
    stretches.add(stretch);
    return stretch;
  }

  /** The row is there, whether or not it does anything. */
  public synchronized void appear(Row row) {
    rows.add(row);
  }

  /** Whether the row has appeared. */
  public synchronized boolean knows(Row row) {
    return rows.contains(row);
  }

  /** All up to now; what has not ended ends now. */
  public synchronized Trace trace() {
    long end = now();
    return new Trace(
        rows.stream().sorted(comparing(Row::kind)).toList(),
        stretches.stream().flatMap(stretch -> stretch.activities(end).stream()).toList(),
        Duration.ofNanos(end));
  }

  private long now() {
    return clock.getAsLong() - start;
  }
}
