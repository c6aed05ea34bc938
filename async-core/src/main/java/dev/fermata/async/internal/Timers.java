package dev.fermata.async.internal;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Things by the time at which they are due; those due at the same time in the order of addition.
 * Confined to one thread.
 */
public final class Timers<T> {

  private final TreeSet<Timer<T>> queue = new TreeSet<>();
  private long added;

  /** Something that waits for its time. */
  public static final class Timer<T> implements Comparable<Timer<T>> {
    private final long due;
    private final long sequence;
    private final T value;

    Timer(long due, long sequence, T value) {
      this.due = due;
      this.sequence = sequence;
      this.value = value;
    }

    /** Times wrap around, so they are compared by their difference, as System.nanoTime asks. */
    @Override
    public int compareTo(Timer<T> other) {
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
   * Adds {@code value}.
   *
   * @param due in nanoseconds of the loop's clock
   */
  public Timer<T> add(long due, T value) {
    var timer = new Timer<T>(due, added++, value);
    queue.add(timer);
    return timer;
  }

  /** Does nothing when it has been taken already. */
  public void remove(Timer<T> timer) {
    queue.remove(timer);
  }

  /** Takes the first that is due at {@code now}, or null. */
  public @Nullable T pollDue(long now) {
    Timer<T> first = queue.isEmpty() ? null : queue.first();
    if (first == null || first.due - now > 0) {
      return null;
    }
    queue.remove(first);
    return first.value;
  }

  /** Takes all, due or not, in the order of their time. */
  public List<T> pollAll() {
    List<T> all = queue.stream().map(timer -> timer.value).toList();
    queue.clear();
    return all;
  }

  public boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Nanoseconds from {@code now} until the first is due; there must be one. */
  public long nanosUntilFirst(long now) {
    Timer<T> first = queue.first();
    return Math.max(0, first.due - now);
  }
}
