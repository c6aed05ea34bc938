package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Mutual exclusion between async methods. */
class AsyncLockTest {

  private final AsyncLock lock = new AsyncLock();

  @Test
  void itIsHeldByOneAtATime() {
    assertThat(lock.isLocked()).isFalse();
    assertThat(lock.acquire()).isCompleted();
    assertThat(lock.isLocked()).isTrue();
    assertThat(lock.tryAcquire()).isFalse();
    Task<Void> next = lock.acquire();
    assertThat(next).isNotDone();
    lock.release();
    assertThat(next).isCompleted();
    assertThat(lock.isLocked()).isTrue();
    lock.release();
    assertThat(lock.tryAcquire()).isTrue();
  }

  @Test
  void toReleaseItUnheldIsRefused() {
    assertThatThrownBy(lock::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not held");
  }

  private CompletableFuture<Void> guarded(String name, List<String> events) {
    return HandWritten.suspendedAt(
        Async.yieldNow().thenCompose(v -> lock.acquire()),
        call -> {
          Continuation.result(call.resumed());
          if (call.state() == 0) {
            events.add(name + " begins");
            return call.suspend(Async.yieldNow(), 1);
          }
          events.add(name + " ends");
          lock.release();
          return Continuation.completed(null, call);
        });
  }

  @Test
  void whatItGuardsIsNotInterleaved() {
    var events = new ArrayList<String>();
    EventLoop.run(() -> Async.gather(guarded("a", events), guarded("b", events)));
    assertThat(events).containsExactly("a begins", "a ends", "b begins", "b ends");
  }
}
