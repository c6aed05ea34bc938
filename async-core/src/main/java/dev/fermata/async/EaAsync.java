package dev.fermata.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * What code calls whose await was that of ea-async. Not for users.
 *
 * <p>Such a call behaves as it does under ea-async, where a suspended method is a chain of {@code
 * CompletableFuture}s: it belongs to no event loop and resumes inside the completion of what it
 * awaits; cancelling its future ends the future, while the body goes on unaware; and its future
 * fails with a {@link CompletionException}, as dependent futures do.
 */
public final class EaAsync {

  private EaAsync() {}

  /** Suspends the call until {@code stage} ends, as {@link Continuation#suspend} does. */
  public static Task<?> suspend(
      Continuation<?> frame, CompletionStage<?> stage, int suspensionPoint) {
    frame.suspendInlineAt(stage, suspensionPoint);
    return frame;
  }

  /** Makes {@code result}, a future of a class of the user's own, end as {@code task} does. */
  public static CompletableFuture<?> forward(Task<?> task, CompletableFuture<?> result) {
    return Forwarding.relay(task, result, failure -> failure);
  }
}
