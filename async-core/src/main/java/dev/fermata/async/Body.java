package dev.fermata.async;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of an async method, as a suspended call of it is resumed. Implemented by
 * emitted code only, once for each method.
 */
@FunctionalInterface
public interface Body {

  /**
   * Runs the call on from where {@code continuation} left it.
   *
   * @return the stage that the method returned, or {@code continuation} itself when it is suspended
   *     again
   */
  @Nullable CompletionStage<?> resume(Continuation<?> continuation) throws Throwable;
}
