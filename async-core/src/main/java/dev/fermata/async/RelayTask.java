package dev.fermata.async;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A task that ends as a stage has ended. */
abstract class RelayTask<T extends @Nullable Object> extends Task<T> {

  /** What this task's outcome comes from; written before the outcome is, and read after it. */
  private @Nullable CompletableFuture<? extends T> source;

  /** Takes over the outcome of {@code ended}; false when this task has ended before. */
  final boolean relay(CompletableFuture<? extends T> ended) {
    source = ended;
    return ended.isCompletedExceptionally()
        ? completeExceptionally(outcome(Failure.of(ended)))
        : complete(ended.join());
  }

  /** What this task fails with when its source has failed. */
  Throwable outcome(Throwable failure) {
    return failure;
  }

  /** What was handed out goes back to where it came from. */
  @Override
  void undelivered() {
    if (source instanceof Task<?> task) {
      task.undelivered();
    }
  }
}
