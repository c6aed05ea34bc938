package dev.fermata.pipeline.stats;

import org.jspecify.annotations.Nullable;

/** Told of each operation. Must not throw, and must be quick: it is called on the loop. */
public interface OperationListener {

  /**
   * An operation begins.
   *
   * @return what stands for this operation when it ends
   */
  Object started(String stage, int lane, Object item, long nanoTime);

  /**
   * An operation has ended.
   *
   * @param operation what {@link #started} returned
   */
  void ended(Object operation, long nanoTime, @Nullable Throwable failure);

  /** From now on the operation waits until a part of its result may be handed on. */
  default void yields(Object operation, long nanoTime) {}

  /** That part has been handed on, and the operation goes on. */
  default void resumed(Object operation, long nanoTime) {}

  /** All that there was to hand on has been; told after {@link #ended}, on its thread. */
  default void left(Object operation, long nanoTime) {}

  /** A new operation runs on this thread from now on, up to its first wait. */
  default void runs(Object operation, long nanoTime) {}

  /** A new operation has done all its work, and has done it on this thread. */
  default void worked(Object operation, long fromNanoTime, long toNanoTime) {}
}
