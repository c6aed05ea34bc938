package dev.fermata.pipeline.stats;

import dev.fermata.async.CarriedState;
import org.jspecify.annotations.Nullable;

/**
 * For which recorded operation each thread works at the moment. It follows the tasks of an
 * operation across their awaits, as the MDC does, so that each of their steps is told as work, and
 * the time between them is not.
 *
 * <p>Nothing is spent on it before the first timeline of the program is recorded.
 */
public final class ThreadWork implements CarriedState<@Nullable RecordedOperation> {
  private static final ThreadWork INSTANCE = new ThreadWork();
  private static final ThreadLocal<ThreadWork.@Nullable Stint> STINT = new ThreadLocal<>();

  /** Set once and for all. */
  private static volatile boolean used;

  private record Stint(RecordedOperation operation, long since) {}

  private ThreadWork() {}

  static void use() {
    used = true;
    CarriedState.carry(INSTANCE);
  }

  /** The operation for which the calling thread works, null when it is none that is recorded. */
  public static @Nullable RecordedOperation current() {
    return used ? INSTANCE.capture() : null;
  }

  /**
   * From now on the calling thread, one of the operation's own, works for it.
   *
   * @return what is to be given to {@link #exit}
   */
  public static @Nullable RecordedOperation enter(@Nullable RecordedOperation operation) {
    RecordedOperation outer = current();
    if (operation != null) {
      INSTANCE.restore(operation);
    }
    return outer;
  }

  /**
   * What the calling thread does next is for no operation, nor what it spawns.
   *
   * @return what is to be given to {@link #exit}
   */
  public static @Nullable RecordedOperation pause() {
    RecordedOperation outer = current();
    if (outer != null) {
      INSTANCE.restore(null);
    }
    return outer;
  }

  /** What was done up to now is told at once, also where the thread goes on for the same one. */
  public static void exit(@Nullable RecordedOperation outer) {
    if (used) {
      INSTANCE.restore(null);
      INSTANCE.restore(outer);
    }
  }

  @Override
  @SuppressWarnings("NullAway") // null is one of the states
  public @Nullable RecordedOperation capture() {
    Stint stint = STINT.get();
    return stint == null ? null : stint.operation();
  }

  @Override
  public void restore(@Nullable RecordedOperation operation) {
    Stint stint = STINT.get();
    if (stint != null) {
      if (stint.operation() == operation) {
        return;
      }
      stint.operation().worked(nameOfThread(), stint.since(), stint.operation().now());
    }
    if (operation != null) {
      begin(operation, operation.now());
    } else if (stint != null) {
      STINT.remove();
    }
  }

  static void begin(RecordedOperation operation, long nanoTime) {
    STINT.set(new Stint(operation, nanoTime));
  }

  /** The operation has ended, on the thread that works for it. */
  static void end(RecordedOperation operation, long nanoTime) {
    Stint stint = STINT.get();
    if (stint != null && stint.operation() == operation) {
      operation.worked(nameOfThread(), stint.since(), nanoTime);
      STINT.remove();
    }
  }

  static String nameOfThread() {
    Thread thread = Thread.currentThread();
    return thread.getName().isEmpty() ? "thread " + thread.getId() : thread.getName();
  }
}
