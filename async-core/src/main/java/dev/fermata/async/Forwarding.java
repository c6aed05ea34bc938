package dev.fermata.async;

import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How the outcome of a task gets into a future of a class of the user's own. */
final class Forwarding {

  private Forwarding() {}

  /** Makes {@code result} end as {@code task} does, a failure as {@code told} has it. */
  @SuppressWarnings("unchecked")
  static CompletableFuture<?> relay(
      Task<?> task, CompletableFuture<?> result, UnaryOperator<Throwable> told) {
    var target = (CompletableFuture<@Nullable Object>) result;
    task.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            target.completeExceptionally(told.apply(failure));
          } else {
            target.complete(value);
          }
        });
    return result;
  }
}
