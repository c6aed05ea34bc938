package dev.fermata.conformance;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/** How a stage failed, as it was told to the stage, and how to throw anything. */
final class Failures {

  private Failures() {}

  /** The failure that {@code stage} holds, no layer taken off; null when it has not failed. */
  static Throwable of(CompletionStage<?> stage) {
    var failure = new AtomicReference<Throwable>();
    stage.handle(
        (value, thrown) -> {
          failure.set(thrown);
          return null;
        });
    return failure.get();
  }

  /** Throws {@code failure}, checked or not. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "DoNotCallSuggester"})
  static <T, X extends Throwable> T raise(Throwable failure) throws X {
    throw (X) failure;
  }
}
