package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Task;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * Rule 6: whatever the body throws, before or after the first suspension, fails the returned
 * future. The call itself never throws.
 */
class Rule06ACallNeverThrowsTest {

  private CompletableFuture<String> failing(CompletableFuture<?> gate, Throwable failure) {
    await(gate);
    return Failures.raise(failure);
  }

  private CompletableFuture<String> failingFirst(boolean fail, CompletableFuture<String> gate) {
    if (fail) {
      throw new IllegalArgumentException("before any await");
    }
    return completedFuture(await(gate));
  }

  @Test
  void whatIsThrownBeforeTheFirstAwaitFailsTheFuture() {
    assertThat(Failures.of(failingFirst(true, completedFuture(""))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("before any await");
  }

  @Test
  void whatIsThrownAfterAFinishedAwaitFailsTheFuture() {
    var failure = new IllegalStateException("later");
    assertThat(Failures.of(failing(completedFuture(1), failure))).isSameAs(failure);
  }

  @Test
  void whatIsThrownAfterASuspensionFailsTheFuture() {
    var gate = new CompletableFuture<String>();
    var failure = new IOException("checked, too");
    CompletableFuture<String> result = failing(gate, failure);
    gate.complete("");
    assertThat(Failures.of(result)).isSameAs(failure);
  }

  @Test
  void errorsFailTheFutureToo() {
    var gate = new CompletableFuture<String>();
    var failure = new AssertionError("an Error");
    CompletableFuture<String> result = failing(gate, failure);
    gate.complete("");
    assertThat(Failures.of(result)).isSameAs(failure);
    assertThat(Failures.of(failing(completedFuture(1), failure))).isSameAs(failure);
  }

  private CompletionStage<String> nullStage(CompletableFuture<?> gate) {
    await(gate);
    return null;
  }

  @Test
  void aBodyThatReturnsNullFailsWithANullPointerExceptionThatNamesTheMethod() {
    var gate = new CompletableFuture<String>();
    CompletionStage<String> suspended = nullStage(gate);
    gate.complete("");
    assertThat(Failures.of(suspended))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("nullStage");
    assertThat(Failures.of(nullStage(completedFuture(1))))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("nullStage");
  }

  /** A future of one's own. */
  public static class OwnFuture<T> extends CompletableFuture<T> {}

  private OwnFuture<String> ownFuture(CompletableFuture<String> gate) {
    String value = await(gate);
    if (value.isEmpty()) {
      throw new IllegalStateException("empty");
    }
    var result = new OwnFuture<String>();
    result.complete(value);
    return result;
  }

  @Test
  void methodsThatReturnASubclassOfCompletableFutureFailOneOfItsInstances() {
    var gate = new CompletableFuture<String>();
    OwnFuture<String> suspended = ownFuture(gate);
    gate.complete("");
    assertThat(Failures.of(suspended)).isInstanceOf(IllegalStateException.class);
    assertThat(Failures.of(ownFuture(completedFuture(""))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ownFuture(completedFuture("v"))).isCompletedWithValue("v");
  }

  private Task<String> task(Task<String> other, CompletableFuture<?> gate) {
    await(gate);
    return other;
  }

  @Test
  void methodsThatReturnTaskFailATask() {
    assertThat(Failures.of(task(null, completedFuture(1))))
        .isInstanceOf(NullPointerException.class);
  }
}
