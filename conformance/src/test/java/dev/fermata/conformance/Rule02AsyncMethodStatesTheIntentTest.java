package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.AsyncMethod;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Rule 2: AsyncMethod states the intent. What cannot be transformed is an error (tested with the
 * transformer: here it would fail the build); what can, is none.
 */
class Rule02AsyncMethodStatesTheIntentTest {

  /** Has a bridge {@code Object get()}, onto which javac copies the annotation. */
  private static final class Answer implements Supplier<CompletableFuture<String>> {
    private final CompletableFuture<String> gate = new CompletableFuture<>();

    @Override
    @AsyncMethod
    public CompletableFuture<String> get() {
      return completedFuture(await(gate) + "!");
    }
  }

  @Test
  void anAnnotatedMethodWithABridgeIsAsync() {
    var answer = new Answer();
    CompletableFuture<String> result = answer.get();
    assertThat(result).isNotDone();
    answer.gate.complete("yes");
    assertThat(result).isCompletedWithValue("yes!");
  }
}
