package dev.fermata.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** The failures of futures without the layers that futures put around them. */
final class Failure {

  private Failure() {}

  /**
   * The failure of {@code future}, which has failed. Never by catching what {@code join} throws:
   * that costs a new exception with its stack trace.
   */
  static Throwable of(CompletableFuture<?> future) {
    return unwrap(layered(future));
  }

  /** The failure of {@code future}, which has failed, with all its layers. */
  static Throwable layered(CompletableFuture<?> future) {
    CompletableFuture<Throwable> failure = future.handle((value, thrown) -> thrown);
    return failure.join();
  }

  /** Takes off every layer that is only a layer: one without a cause is a failure itself. */
  static Throwable unwrap(Throwable thrown) {
    Throwable failure = thrown;
    while (failure instanceof CompletionException || failure instanceof ExecutionException) {
      Throwable cause = failure.getCause();
      if (cause == null) {
        return failure;
      }
      failure = cause;
    }
    return failure;
  }

  /** {@code failure} as the dependents of a CompletableFuture fail with it: in one layer. */
  static CompletionException asDependentsSee(Throwable failure) {
    return failure instanceof CompletionException layer ? layer : new CompletionException(failure);
  }

  /** What a method fails with that returned null. */
  static NullPointerException nullInsteadOfStage(String method) {
    return new NullPointerException(
        method + " returned null instead of a stage; return completedFuture(null) for no value");
  }

  /** Throws {@code failure}, declared or not. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <X extends Throwable> RuntimeException raise(Throwable failure) throws X {
    throw (X) failure;
  }
}
