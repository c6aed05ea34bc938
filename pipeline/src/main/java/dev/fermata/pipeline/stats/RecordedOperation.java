package dev.fermata.pipeline.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a timeline keeps of one operation. It is told by the lane's thread, and by all threads that
 * work for the operation; all is guarded by this.
 */
public final class RecordedOperation {
  /** Stretches kept of one operation; what comes after is only counted. */
  public static final int STRETCHES = 64;

  /** A thread that goes on sooner than that has not paused. */
  private static final long SHORTEST_PAUSE_NANOS = 1_000;

  /** When a thread worked for it or, where {@code thread} is null, it waited to be let on. */
  public record Stretch(@Nullable String thread, long from, long to) {
    boolean isContinuedBy(String worker, long at) {
      return worker.equals(thread) && at - to < SHORTEST_PAUSE_NANOS;
    }
  }

  /** All that is known at one moment; what has not happened yet is empty. */
  public record Reading(
      String stage,
      int lane,
      String label,
      long start,
      Optional<Long> end,
      Optional<Long> left,
      Optional<String> failure,
      List<Stretch> stretches,
      long stretchesLeftOut) {}

  private final LongSupplier nanoTime;
  private final String stage;
  private final int lane;
  private final Function<Object, String> labels;
  private final long start;
  private final List<Stretch> stretches = new ArrayList<>(2);
  private Optional<Long> end = Optional.empty();
  private Optional<Long> left = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private long yieldedAt;
  private long stretchesLeftOut;

  /** Known by its label from its end on, as a list that is being filled has another one then. */
  private @Nullable Object item;

  private String label = "";

  RecordedOperation(
      LongSupplier nanoTime,
      Function<Object, String> labels,
      String stage,
      int lane,
      Object item,
      long start) {
    this.nanoTime = nanoTime;
    this.labels = labels;
    this.stage = stage;
    this.lane = lane;
    this.item = item;
    this.start = start;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** Work after the end, of a task that was left running, is none of the operation's. */
  synchronized void worked(String thread, long from, long to) {
    long until = end.isPresent() ? Math.min(to, end.get()) : to;
    int last = stretches.size() - 1;
    if (last >= 0 && stretches.get(last).isContinuedBy(thread, from)) {
      from = stretches.remove(last).from();
    }
    add(new Stretch(thread, from, until));
  }

  synchronized void yields(long at) {
    yieldedAt = at;
  }

  synchronized void resumes(long at) {
    add(new Stretch(null, yieldedAt, at));
  }

  synchronized void ends(long at, @Nullable Throwable reason) {
    makeLabel();
    item = null;
    end = Optional.of(at);
    failure = Optional.ofNullable(reason).map(thrown -> thrown.getClass().getName());
  }

  synchronized void leaves(long at) {
    left = Optional.of(at);
  }

  private void add(Stretch stretch) {
    if (stretch.to() <= stretch.from()) {
      return;
    }
    if (stretches.size() < STRETCHES) {
      stretches.add(stretch);
    } else {
      stretchesLeftOut++;
    }
  }

  private void makeLabel() {
    if (item != null) {
      label = labels.apply(item);
    }
  }

  synchronized Reading read() {
    makeLabel();
    return new Reading(
        stage, lane, label, start, end, left, failure, List.copyOf(stretches), stretchesLeftOut);
  }
}
