package dev.fermata.async.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SpinLockTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final SpinLock lock = new SpinLock();

  private final CompletableFuture<Boolean> entered = new CompletableFuture<>();

  /** Enters, and tells whether it was interrupted by then. */
  private final Thread other =
      new Thread(
          () -> {
            lock.enter();
            entered.complete(Thread.currentThread().isInterrupted());
            lock.leave();
          });

  @Test
  void whoFindsItTakenSleepsUntilItIsLeft() {
    lock.enter();
    other.start();
    waitUntilItSleeps();
    assertThat(entered).isNotDone();
    lock.leave();
    assertThat(entered).succeedsWithin(SOON).isEqualTo(false);
  }

  @Test
  void anInterruptNeitherLetsAnybodyInNorIsLost() {
    lock.enter();
    other.start();
    waitUntilItSleeps();
    other.interrupt();
    assertThat(entered).isNotDone();
    lock.leave();
    assertThat(entered).succeedsWithin(SOON).isEqualTo(true);
  }

  @Test
  void noneOfManyUpdatesByTwoThreadsIsLost() throws InterruptedException {
    int times = 200_000;
    int[] count = new int[1];
    Runnable work =
        () -> {
          for (int i = 0; i < times; i++) {
            lock.enter();
            try {
              count[0]++;
            } finally {
              lock.leave();
            }
          }
        };
    var second = new Thread(work);
    second.start();
    work.run();
    second.join(SOON.toMillis());
    assertThat(second.isAlive()).isFalse();
    assertThat(count[0]).isEqualTo(2 * times);
  }

  private void waitUntilItSleeps() {
    assertThat(CompletableFuture.runAsync(this::lookUntilItSleeps)).succeedsWithin(SOON);
  }

  private void lookUntilItSleeps() {
    while (other.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }
}
