package dev.fermata.async;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Async methods as the transformer would emit them, for this module, whose classes it does not see.
 */
final class HandWritten {

  private HandWritten() {}

  /** A call that is suspended at {@code stage}, and goes on with {@code body}. */
  @SuppressWarnings("unchecked")
  static <T> Continuation<T> suspendedAt(CompletionStage<?> stage, Body body) {
    return (Continuation<T>) new Frames.R0W0<T>(body).suspend(stage, 0);
  }

  /** {@code return completedFuture(await(stage));} */
  static <T> Continuation<T> awaiting(CompletionStage<T> stage) {
    return suspendedAt(
        stage, call -> Continuation.completed(Continuation.result(call.resumed()), call));
  }

  /** {@code try { return completedFuture(await(stage)); } catch (Throwable t) { return ..; }} */
  static <T> Continuation<T> awaitingOr(
      CompletionStage<T> stage, Function<Throwable, CompletionStage<T>> handler) {
    return suspendedAt(
        stage,
        call -> {
          try {
            return Continuation.completed(Continuation.result(call.resumed()), call);
          } catch (Throwable failure) {
            return handler.apply(failure);
          }
        });
  }

  /** {@code try { await(stage); } finally { await(cleanUp); }} without a value. */
  static Continuation<Void> cleaningUp(
      CompletionStage<?> stage, Function<Throwable, CompletionStage<?>> cleanUp) {
    var thrown = new Throwable[1];
    return suspendedAt(
        stage,
        call -> {
          if (call.state() == 0) {
            try {
              Continuation.result(call.resumed());
            } catch (Throwable failure) {
              thrown[0] = failure;
            }
            return call.suspend(cleanUp.apply(thrown[0]), 1);
          }
          Continuation.result(call.resumed());
          if (thrown[0] != null) {
            throw thrown[0];
          }
          return Continuation.completed(null, call);
        });
  }
}
