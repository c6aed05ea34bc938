package dev.fermata.pipeline.engine;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Done when something has ended, however it did. Whoever awaits it has been cancelled already and
 * sees to it that nothing is left behind: to cancel it once more is taken, and changes nothing.
 */
final class UntilEnded extends CompletableFuture<@Nullable Void> {

  /** Asks {@code operation} to end, and is done when it has. */
  static UntilEnded ofCancelled(CompletableFuture<?> operation) {
    operation.cancel(true);
    return of(operation);
  }

  private static UntilEnded of(CompletableFuture<?> operation) {
    var ended = new UntilEnded();
    var unused = operation.whenComplete((result, failure) -> ended.complete(null));
    return ended;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return !isDone();
  }
}
