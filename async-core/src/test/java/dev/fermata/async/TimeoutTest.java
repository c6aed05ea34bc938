package dev.fermata.async;

import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** {@code Async.timeout}: a stage that may take only so long. */
class TimeoutTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualClock clock = new VirtualClock();

  @Test
  void whatEndsInTimeIsHandedOn() {
    String value =
        EventLoop.run(() -> timeout(sleep(SECOND).thenApply(v -> "in time"), HOUR), clock);
    assertThat(value).isEqualTo("in time");
    assertThat(clock.elapsed()).isEqualTo(SECOND);
  }

  @Test
  void whatFailsInTimeFailsWithItsOwnFailure() {
    var failure = new IOException("disk");
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        timeout(sleep(SECOND).thenCompose(v -> Continuation.failed(failure)), HOUR),
                    clock))
        .isSameAs(failure);
  }

  @Test
  void whatHasEndedNeedsNoTime() {
    int value =
        EventLoop.run(() -> timeout(CompletableFuture.completedFuture(1), Duration.ZERO), clock);
    assertThat(value).isEqualTo(1);
  }

  @Test
  void whatTakesLongerIsCancelledAndFailsWithTimeoutException() {
    var stage = new CompletableFuture<String>();
    assertThatThrownBy(() -> EventLoop.run(() -> timeout(stage, SECOND), clock))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("PT1S");
    assertThat(stage).isCancelled();
    assertThat(clock.elapsed()).isEqualTo(SECOND);
  }

  @Test
  void aLimitThatIsNotPositiveHasPassedAlready() {
    assertThatThrownBy(
            () -> EventLoop.run(() -> timeout(sleep(HOUR), Duration.ofSeconds(-1)), clock))
        .isInstanceOf(TimeoutException.class);
    assertThat(clock.elapsed()).isZero();
  }

  @Test
  void itWaitsForTheCleanUpOfTheCancelledBody() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> timeout(HandWritten.cleaningUp(sleep(HOUR), t -> sleep(SECOND)), SECOND),
                    clock))
        .isInstanceOf(TimeoutException.class);
    assertThat(clock.elapsed()).isEqualTo(SECOND.multipliedBy(2));
  }

  @Test
  void aBodyThatSwallowsTheCancelYieldsItsValue() {
    String value =
        EventLoop.run(
            () ->
                timeout(
                    HandWritten.awaitingOr(
                        sleep(HOUR).thenApply(v -> "woke up"),
                        cancelled -> CompletableFuture.completedFuture("instead")),
                    SECOND),
            clock);
    assertThat(value).isEqualTo("instead");
  }

  @Test
  void aFailureOfTheCleanUpBeatsTimeoutException() {
    var failure = new IOException("clean-up");
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        timeout(
                            HandWritten.cleaningUp(
                                sleep(HOUR), t -> CompletableFuture.failedFuture(failure)),
                            SECOND),
                    clock))
        .isSameAs(failure);
  }

  @Test
  void cancellingItCancelsTheStage() {
    var stage = new CompletableFuture<String>();
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Task<String> task = timeout(stage, HOUR);
                      assertThat(task.cancel(true)).isTrue();
                      return task;
                    },
                    clock))
        .isInstanceOf(CancellationException.class);
    assertThat(stage).isCancelled();
    assertThat(clock.elapsed()).isZero();
  }

  @Test
  void aCancelDuringTheCleanUpAfterATimeoutEndsItCancelled() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Task<Void> task =
                          timeout(HandWritten.cleaningUp(sleep(HOUR), t -> sleep(HOUR)), SECOND);
                      EventLoop.current().schedule(SECOND.multipliedBy(2), () -> task.cancel(true));
                      return task;
                    },
                    clock))
        .isInstanceOf(CancellationException.class);
    assertThat(clock.elapsed()).isEqualTo(SECOND.multipliedBy(2));
  }

  @Test
  void theStagesOwnCancellationIsNoTimeout() {
    var stage = new CompletableFuture<String>();
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      EventLoop.current().execute(() -> stage.cancel(true));
                      return timeout(stage, HOUR);
                    },
                    clock))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void itLeavesNoTimerBehind() {
    EventLoop.run(
        () -> {
          Task<Void> task = timeout(sleep(SECOND), HOUR);
          return task.thenRun(
              () -> assertThat(EventLoop.current().queue().timers().isEmpty()).isTrue());
        },
        clock);
  }

  @Test
  void withoutALoopItIsRefused() {
    assertThatThrownBy(() -> timeout(new CompletableFuture<>(), SECOND))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("EventLoop.run");
  }
}
