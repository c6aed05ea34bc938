package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * A cancel that comes after the permit was granted, but before the call that waits for it went on:
 * the call never learns of its permit, which has to go back.
 */
class LateCancelTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final AsyncLock lock = new AsyncLock();

  /** In one turn: the lock is handed to the waiting call, and the call is cancelled. */
  private void grantAndCancel(Function<Task<Void>, CompletionStage<?>> waitThrough) {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      lock.acquire();
                      Task<Void> acquisition = lock.acquire();
                      Task<?> call = HandWritten.awaiting(waitThrough.apply(acquisition));
                      lock.release();
                      assertThat(acquisition).isCompleted();
                      call.cancel(true);
                      return call;
                    },
                    new VirtualClock()))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void thePermitGoesBack() {
    grantAndCancel(acquisition -> acquisition);
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void thePermitGoesBackThroughATimeout() {
    grantAndCancel(acquisition -> Async.timeout(acquisition, HOUR));
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void thePermitGoesBackThroughAShield() {
    grantAndCancel(Async::shield);
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void thePermitGoesBackThroughBoth() {
    grantAndCancel(acquisition -> Async.shield(Async.timeout(acquisition, HOUR)));
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void thePermitGoesBackThroughAGather() {
    grantAndCancel(acquisition -> Async.gather(List.of(acquisition)));
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void thePermitGoesBackThroughASpawnedTaskThatReturnedIt() {
    var spawned = new CompletableFuture<Task<Void>>();
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Task<Void> task = Async.spawn(lock::acquire);
                      spawned.complete(task);
                      Task<Void> call = HandWritten.awaiting(task);
                      // After the task has ended, before the call goes on.
                      task.thenRun(() -> call.cancel(true));
                      return call;
                    },
                    new VirtualClock()))
        .isInstanceOf(CancellationException.class);
    assertThat(lock.isLocked()).isFalse();
    assertThat(spawned.join()).isCancelled();
  }

  @Test
  void thePermitGoesBackThroughTasksAndCombinatorsInOneAnother() {
    grantAndCancel(
        acquisition ->
            HandWritten.suspendedAt(
                CompletableFuture.completedFuture(null),
                call -> Async.shield(Async.timeout(acquisition, HOUR))));
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void thePermitGoesBackThroughAGroup() {
    grantAndCancel(acquisition -> TaskGroup.run(group -> acquisition));
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void aTaskThatHasEndedKeepsNothingOfTheTasksThatItTookItsValueFrom() {
    var task = new CompletableFuture<Task<Void>>();
    EventLoop.run(
        () -> {
          task.complete(Async.spawn(() -> Async.spawn(() -> Async.shield(lock.acquire()))));
          return task.join();
        });
    assertThat(task.join().giver().name()).isEqualTo("acquire"); // and not the task in between
  }

  @Test
  void thePermitGoesBackThroughAsCompleted() {
    grantAndCancel(acquisition -> Async.asCompleted(List.of(acquisition)).get(0));
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void thePermitGoesBackWhenTheCallHasReturnedItsAcquisition() throws InterruptedException {
    try (EventLoop loop = EventLoop.start("returned")) {
      lock.acquire();
      var returned = new CompletableFuture<Task<Void>>();
      Task<Void> call =
          loop.spawn(
              () -> {
                Task<Void> acquisition = lock.acquire();
                returned.complete(acquisition);
                return acquisition;
              });
      returned.join();
      var cancelled = new CompletableFuture<Void>();
      loop.execute(
          () -> {
            var releaser = new Thread(lock::release); // so that the end of the call takes a turn
            releaser.start();
            joinUninterruptibly(releaser);
            call.cancel(true);
            cancelled.complete(null);
          });
      cancelled.join();
      assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
    }
    assertThat(lock.isLocked()).isFalse();
  }

  private static void joinUninterruptibly(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thePermitGoesToTheNextWaiter() {
    var next = new CompletableFuture<Task<Void>>();
    grantAndCancel(
        acquisition -> {
          next.complete(lock.acquire());
          return acquisition;
        });
    assertThat(next.join()).isCompleted();
    assertThat(lock.isLocked()).isTrue();
  }

  @Test
  void theAcquisitionCountsAsCancelledAfterwards() {
    var kept = new CompletableFuture<Task<Void>>();
    grantAndCancel(
        acquisition -> {
          kept.complete(acquisition);
          return Async.shield(acquisition);
        });
    assertThat(kept.join()).isCancelled();
  }

  @Test
  void aTimeoutThatRanOutLeavesTheLockToItsHolder() {
    lock.tryAcquire();
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Task<Void> call =
                          HandWritten.awaiting(
                              Async.timeout(lock.acquire(), Duration.ofSeconds(1)));
                      return call;
                    },
                    new VirtualClock()))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    assertThat(lock.isLocked()).isTrue();
    lock.release();
    assertThat(lock.isLocked()).isFalse();
  }
}
