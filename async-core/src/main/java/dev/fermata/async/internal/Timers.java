package dev.fermata.async.internal;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Actions by the time at which they are due; those due at the same time in the order of addition.
 */
public final class Timers {

  private final TreeSet<Timer> queue = new TreeSet<>();
  private long added;

  /** An action that waits for its time. Confined to the thread of its {@link Timers}. */
  public static final class Timer implements Comparable<Timer> {
    private final long due;
    private final long sequence;
    private final Runnable action;

    Timer(long due, long sequence, Runnable action) {
      this.due = due;
      this.sequence = sequence;
      this.action = action;
    }

    /** What to run. */
    public Runnable action() {
      return action;
    }

    /** Times wrap around, so they are compared by their difference, as System.nanoTime asks. */
    @Override
    public int compareTo(Timer other) {
      long difference = due - other.due;
      return difference != 0 ? Long.signum(difference) : Long.compare(sequence, other.sequence);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(sequence);
    }
  }

  /**
   * Adds an action.
   *
   * @param due in nanoseconds of the loop's clock
   */
  public Timer add(long due, Runnable action) {
    var timer = new Timer(due, added++, action);
    queue.add(timer);
    return timer;
  }

  public void remove(Timer timer) {
    queue.remove(timer);
  }

  /** Takes the first action that is due at {@code now}, or null. */
  public @Nullable Runnable pollDue(long now) {
    Timer first = queue.isEmpty() ? null : queue.first();
    if (first == null || first.due - now > 0) {
      return null;
    }
    queue.remove(first);
    return first.action;
  }

  public boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Nanoseconds from {@code now} until the first action is due; there must be one. */
  public long nanosUntilFirst(long now) {
    Timer first = queue.first();
    return Math.max(0, first.due - now);
  }
}
