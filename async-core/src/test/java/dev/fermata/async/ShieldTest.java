package dev.fermata.async;

import static dev.fermata.async.Async.shield;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code Async.shield}: the border that a cancellation does not cross. */
class ShieldTest {

  private final CompletableFuture<String> stage = new CompletableFuture<>();

  @Test
  void itEndsAsTheStageDoes() {
    Task<String> shield = shield(stage);
    assertThat(shield).isNotDone();
    stage.complete("value");
    assertThat(shield).isCompletedWithValue("value");
    assertThat(shield(stage)).isCompletedWithValue("value");
  }

  @Test
  void itFailsWithTheFailureOfTheStageItself() {
    var failure = new IOException("disk");
    Task<String> shield = shield(stage.thenApply(v -> v));
    stage.completeExceptionally(failure);
    assertThatThrownBy(() -> Continuation.result(shield)).isSameAs(failure);
  }

  @Test
  void cancellingItLeavesTheStageAlone() {
    Task<String> shield = shield(stage);
    assertThat(shield.cancel(true)).isTrue();
    assertThat(shield).isCancelled();
    assertThat(stage).isNotDone();
  }

  @Test
  void cancellingWhoAwaitsItLeavesTheStageAlone() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Continuation<String> call = HandWritten.awaiting(shield(stage));
                      call.cancel(true);
                      return call;
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(stage).isNotDone();
  }

  @Test
  void aCancelledStageCancelsIt() {
    Task<String> shield = shield(stage);
    stage.cancel(true);
    assertThat(shield).isCancelled();
  }

  @Test
  void aCancelledShieldIsForgottenByItsStage() {
    for (int i = 0; i < 10; i++) {
      shield(stage).cancel(true);
    }
    assertThat(stage.getNumberOfDependents()).isZero();
  }
}
