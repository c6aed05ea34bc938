package dev.fermata.async;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A task that ends as a stage has ended. */
abstract class RelayTask<T extends @Nullable Object> extends Task<T> {

  /** That of the stage whose outcome this is; written before the outcome is, read after it. */
  private @Nullable Task<?> giver;

  /** Takes over the outcome of {@code ended}; false when this task has ended before. */
  final boolean relay(CompletableFuture<? extends T> ended) {
    if (ended.isCompletedExceptionally()) {
      return completeExceptionally(outcome(Failure.of(ended)));
    }
    giver = giverOf(ended);
    return complete(ended.join());
  }

  /** What this task fails with when its source has failed. */
  Throwable outcome(Throwable failure) {
    return failure;
  }

  @Override
  final @Nullable Task<?> giver() {
    return giver;
  }
}
