package dev.fermata.transform.harness;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What can be seen of one run: its result or failure, and what it did in which order.
 *
 * @param outcome the value, or type and message of the failure
 * @param events what the target told its {@link Script}
 */
record Observation(String outcome, List<String> events) {

  private static final int PATIENCE_SECONDS = 30;

  /** Of a call that returned {@code stage}; waits for it when other threads are at work. */
  static Observation of(CompletionStage<?> stage, Script script) throws InterruptedException {
    return new Observation(outcome(stage), script.events());
  }

  static Observation failed(Throwable failure, Script script) {
    return new Observation("failed: " + Rendering.of(failure), script.events());
  }

  private static String outcome(CompletionStage<?> stage) throws InterruptedException {
    if (stage == null) {
      return "failed: " + Rendering.of(new NullPointerException());
    }
    try {
      Object value = stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return "value: " + Rendering.of(value);
    } catch (TimeoutException e) {
      return "never finished";
    } catch (ExecutionException e) {
      return "failed: " + Rendering.of(unwrapped(e));
    } catch (CancellationException e) {
      return "failed: " + Rendering.of(e);
    }
  }

  /** Layers that futures add are no part of the failure. */
  static Throwable unwrapped(Throwable failure) {
    Throwable unwrapped = failure;
    while ((unwrapped instanceof CompletionException || unwrapped instanceof ExecutionException)
        && unwrapped.getCause() != null) {
      unwrapped = unwrapped.getCause();
    }
    return unwrapped;
  }
}
