package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Permits are neither lost nor doubled, and come in the order in which they were asked for. */
class AsyncSemaphoreTest {

  private final AsyncSemaphore semaphore = new AsyncSemaphore(1);

  @Test
  void aFreePermitIsTakenAtOnce() {
    assertThat(semaphore.acquire()).isCompleted();
    assertThat(semaphore.availablePermits()).isZero();
    semaphore.release();
    assertThat(semaphore.availablePermits()).isOne();
  }

  @Test
  void waitersGetPermitsInTheOrderInWhichTheyCame() {
    semaphore.acquire();
    List<Task<Void>> waiters = List.of(semaphore.acquire(), semaphore.acquire());
    assertThat(waiters).noneMatch(Task::isDone);
    semaphore.release();
    assertThat(waiters.get(0)).isCompleted();
    assertThat(waiters.get(1)).isNotDone();
    semaphore.release();
    assertThat(waiters.get(1)).isCompleted();
    assertThat(semaphore.availablePermits()).isZero();
  }

  @Test
  void nobodyOvertakesAWaiter() {
    semaphore.acquire();
    Task<Void> waiter = semaphore.acquire();
    semaphore.release();
    assertThat(semaphore.tryAcquire()).isFalse();
    assertThat(waiter).isCompleted();
  }

  @Test
  void aWaiterThatWasCancelledIsSkipped() {
    semaphore.acquire();
    Task<Void> cancelled = semaphore.acquire();
    Task<Void> next = semaphore.acquire();
    assertThat(cancelled.cancel(true)).isTrue();
    semaphore.release();
    assertThat(next).isCompleted();
    semaphore.release();
    assertThat(semaphore.availablePermits()).isOne();
  }

  @Test
  void anAcquisitionThatHasItsPermitIsNotCancelled() {
    Task<Void> acquired = semaphore.acquire();
    assertThat(acquired.cancel(true)).isFalse();
    assertThat(semaphore.availablePermits()).isZero();
  }

  @Test
  void thereMayBeNoPermitsAtFirst() {
    var empty = new AsyncSemaphore(0);
    Task<Void> waiter = empty.acquire();
    empty.release();
    assertThat(waiter).isCompleted();
  }

  @Test
  void aNegativeNumberIsRefused() {
    assertThatThrownBy(() -> new AsyncSemaphore(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moreThanAnIntCanCountIsRefused() {
    var full = new AsyncSemaphore(Integer.MAX_VALUE);
    assertThatThrownBy(full::release).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tenThousandWaitersAreCancelledAsFastAsTheyCame() {
    semaphore.acquire();
    var waiters = new ArrayList<Task<Void>>();
    for (int i = 0; i < 10_000; i++) {
      waiters.add(semaphore.acquire());
    }
    waiters.forEach(waiter -> waiter.cancel(true));
    semaphore.release();
    assertThat(semaphore.availablePermits()).isOne();
  }

  /** Four threads, two permits; what the permits guard is never used by more than two. */
  @Test
  void threadsNeverHoldMoreThanThereAre() throws InterruptedException {
    var two = new AsyncSemaphore(2);
    var holders = new HolderCount();
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < 4; t++) {
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  two.acquire().join();
                  holders.enter();
                  holders.leave();
                  two.release();
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(holders.most()).isBetween(1, 2);
    assertThat(two.availablePermits()).isEqualTo(2);
  }

  private static final class HolderCount {
    private int now;
    private int most;

    synchronized void enter() {
      now++;
      most = Math.max(most, now);
    }

    synchronized void leave() {
      now--;
    }

    synchronized int most() {
      return most;
    }
  }
}
