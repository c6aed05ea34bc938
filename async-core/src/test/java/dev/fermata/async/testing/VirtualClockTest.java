package dev.fermata.async.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.async.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Time that passes only when there is nothing else to do. */
class VirtualClockTest {

  private final VirtualClock clock = new VirtualClock();

  @Test
  void itStandsAtZero() {
    assertThat(clock.elapsed()).isZero();
    assertThat(clock.nanoTime()).isZero();
  }

  @Test
  void itJumpsToTheNextTimer() {
    EventLoop.run(() -> Async.sleep(Duration.ofDays(365)), clock);
    assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(365));
  }

  @Test
  void itStandsStillWhileThereIsWork() {
    EventLoop.run(
        () -> {
          Async.sleep(Duration.ofHours(1));
          return Async.yieldNow().thenCompose(v -> Async.yieldNow());
        },
        clock);
    assertThat(clock.elapsed()).isZero();
  }

  @Test
  void sleepsInARowAddUp() {
    EventLoop.run(
        () ->
            Async.sleep(Duration.ofSeconds(1)).thenCompose(v -> Async.sleep(Duration.ofSeconds(2))),
        clock);
    assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(3));
  }

  /** Often, as it is the hand-over of the result that might let time slip through. */
  @RepeatedTest(200)
  void itDoesNotJumpWhileBlockingWorkRuns() {
    var begun = new CountDownLatch(1);
    var proceed = new CountDownLatch(1);
    EventLoop.run(
        () -> {
          Async.sleep(Duration.ofHours(1));
          CompletableFuture<String> work =
              Async.blocking(
                  () -> {
                    begun.countDown();
                    proceed.await();
                    return "done";
                  });
          return Async.blocking(
                  () -> {
                    begun.await();
                    proceed.countDown();
                    return "told";
                  })
              .thenCompose(told -> work);
        },
        clock);
    assertThat(clock.elapsed()).isZero();
  }
}
