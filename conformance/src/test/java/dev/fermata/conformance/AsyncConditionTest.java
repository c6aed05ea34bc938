package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.gather;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.spawn;
import static dev.fermata.async.Async.timeout;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.AsyncCondition;
import dev.fermata.async.AsyncLock;
import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Waiting for a change of what a lock guards: the lock is held again however the wait ends. */
class AsyncConditionTest {

  private final AsyncLock lock = new AsyncLock();
  private final AsyncCondition condition = new AsyncCondition(lock);
  private final List<String> events = new ArrayList<>();
  private int value;
  private Runnable whenItHolds = () -> {};

  private <T> T run(Supplier<? extends CompletionStage<T>> body) {
    return EventLoop.run(body, new VirtualClock());
  }

  private static CompletableFuture<Void> turns(int count) {
    for (int i = 0; i < count; i++) {
      await(yieldNow());
    }
    return completedFuture(null);
  }

  private CompletableFuture<String> waiter(String name) {
    await(lock.acquire());
    try {
      await(condition.whenSignalled());
      events.add(name + " goes on " + lock.isLocked());
      return completedFuture(name);
    } catch (CancellationException e) {
      events.add(name + " cancelled " + lock.isLocked());
      throw e;
    } finally {
      await(yieldNow()); // the others have to wait for the lock meanwhile
      events.add(name + " releases");
      lock.release();
    }
  }

  private CompletableFuture<Void> signal(int count) {
    await(lock.acquire());
    condition.signal(count);
    events.add("signalled");
    lock.release();
    return completedFuture(null);
  }

  private CompletableFuture<Void> signalTwoOfThree() {
    Task<String> a = spawn(() -> waiter("a"));
    Task<String> b = spawn(() -> waiter("b"));
    Task<String> c = spawn(() -> waiter("c"));
    await(turns(3));
    await(signal(2));
    await(gather(a, b));
    assertThat(c.isDone()).isFalse();
    assertThat(lock.isLocked()).isFalse();
    await(lock.acquire());
    condition.signalAll();
    lock.release();
    await(c);
    return completedFuture(null);
  }

  @Test
  void asManyAsAreSignalledGoOnOneAtATimeInTheOrderInWhichTheyCame() {
    run(this::signalTwoOfThree);
    assertThat(events)
        .containsExactly(
            "signalled",
            "a goes on true",
            "a releases",
            "b goes on true",
            "b releases",
            "c goes on true",
            "c releases");
  }

  private CompletableFuture<Boolean> cancelAWaiterWhileTheLockIsHeld() {
    Task<String> a = spawn(() -> waiter("a"));
    await(turns(3));
    await(lock.acquire());
    a.cancel(true);
    a.cancel(true); // twice is once
    await(turns(3));
    assertThat(a.isDone()).isFalse();
    events.add("released");
    lock.release();
    await(turns(3));
    return completedFuture(a.isCancelled());
  }

  @Test
  void aCancelledWaiterTakesTheLockBeforeItEnds() {
    assertThat(run(this::cancelAWaiterWhileTheLockIsHeld)).isTrue();
    assertThat(events).containsExactly("released", "a cancelled true", "a releases");
    assertThat(lock.isLocked()).isFalse();
  }

  /** Signals the first of two waiters, and cancels it before it has the lock, or has gone on. */
  private CompletableFuture<String> signalledAndCancelled(boolean whenItHasTheLock) {
    Task<String> a = spawn(() -> waiter("a"));
    Task<String> b = spawn(() -> waiter("b"));
    await(turns(3));
    await(lock.acquire());
    condition.signal();
    if (whenItHasTheLock) {
      lock.release();
      a.cancel(true);
    } else {
      a.cancel(true);
      lock.release();
    }
    String second = await(b);
    assertThat(a.isCancelled()).isTrue();
    return completedFuture(second);
  }

  @Test
  void theSignalOfAWaiterThatIsCancelledBeforeItHasTheLockGoesToTheNext() {
    assertThat(run(() -> signalledAndCancelled(false))).isEqualTo("b");
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void theSignalOfAWaiterThatIsCancelledBeforeItGoesOnGoesToTheNext() {
    assertThat(run(() -> signalledAndCancelled(true))).isEqualTo("b");
    assertThat(lock.isLocked()).isFalse();
  }

  private CompletableFuture<Boolean> waitForASecond() {
    await(lock.acquire());
    try {
      await(timeout(condition.whenSignalled(), Duration.ofSeconds(1)), TimeoutException.class);
      return completedFuture(false);
    } catch (TimeoutException e) {
      return completedFuture(lock.isLocked());
    } finally {
      lock.release();
    }
  }

  @Test
  void aWaiterWhoseTimeIsUpHoldsTheLock() {
    assertThat(run(this::waitForASecond)).isTrue();
    assertThat(lock.isLocked()).isFalse();
  }

  private CompletableFuture<String> waitUntilPositive(String name) {
    await(lock.acquire());
    try {
      await(
          condition.waitUntil(
              () -> {
                events.add(name + " looks at " + value);
                if (value > 0) {
                  whenItHolds.run();
                  whenItHolds = () -> {};
                }
                return value > 0;
              }));
      value--;
      return completedFuture(name);
    } finally {
      lock.release();
    }
  }

  private CompletableFuture<Void> add(int amount) {
    await(lock.acquire());
    value += amount;
    condition.signal();
    lock.release();
    return completedFuture(null);
  }

  private CompletableFuture<String> addInTwoSteps() {
    Task<String> a = spawn(() -> waitUntilPositive("a"));
    await(turns(3));
    await(add(0));
    await(turns(3));
    await(add(1));
    return completedFuture(await(a));
  }

  @Test
  void waitUntilLooksNowAndAfterEachSignal() {
    assertThat(run(this::addInTwoSteps)).isEqualTo("a");
    assertThat(events).containsExactly("a looks at 0", "a looks at 0", "a looks at 1");
    assertThat(value).isZero();
  }

  @Test
  void whatHoldsAlreadyIsNotWaitedFor() {
    value = 1;
    assertThat(run(() -> waitUntilPositive("a"))).isEqualTo("a");
    assertThat(events).containsExactly("a looks at 1");
  }

  private CompletableFuture<String> cancelWhoHasSeenThePredicateHold() {
    Task<String> a = spawn(() -> waitUntilPositive("a"));
    Task<String> b = spawn(() -> waitUntilPositive("b"));
    await(turns(3));
    // Between its look and its going on:
    whenItHolds = () -> EventLoop.current().execute(() -> a.cancel(true));
    await(add(1));
    String second = await(b);
    assertThat(a.isCancelled()).isTrue();
    return completedFuture(second);
  }

  @Test
  void whoIsCancelledAfterThePredicateHeldHandsTheSignalOn() {
    assertThat(run(this::cancelWhoHasSeenThePredicateHold)).isEqualTo("b");
    assertThat(lock.isLocked()).isFalse();
  }

  private CompletableFuture<String> aPredicateFails() {
    Task<String> broken = spawn(this::waitsForNothingGood);
    Task<String> b = spawn(() -> waitUntilPositive("b"));
    await(turns(3));
    await(add(1));
    String second = await(b);
    assertThatThrownBy(broken::join).hasMessageContaining("broken predicate");
    return completedFuture(second);
  }

  private CompletableFuture<String> waitsForNothingGood() {
    await(lock.acquire());
    try {
      await(
          condition.waitUntil(
              () -> {
                if (value > 0) {
                  throw new IllegalStateException("broken predicate");
                }
                return false;
              }));
      return completedFuture("never");
    } finally {
      lock.release();
    }
  }

  @Test
  void aPredicateThatThrowsFailsItsWaiterAndHandsTheSignalOn() {
    assertThat(run(this::aPredicateFails)).isEqualTo("b");
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void withoutTheLockNothingIsAllowed() {
    assertThatThrownBy(condition::whenSignalled).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> condition.waitUntil(() -> true))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(condition::signal)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("lock.acquire()");
    assertThatThrownBy(condition::signalAll).isInstanceOf(IllegalStateException.class);
  }

  private CompletableFuture<Integer> consume(int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      await(lock.acquire());
      try {
        await(condition.waitUntil(() -> value > 0));
        sum += value;
        value = 0;
        condition.signalAll();
      } finally {
        lock.release();
      }
    }
    return completedFuture(sum);
  }

  private CompletableFuture<Void> produce(int count) {
    for (int i = 1; i <= count; i++) {
      await(lock.acquire());
      try {
        await(condition.waitUntil(() -> value == 0));
        value = i;
        condition.signalAll();
      } finally {
        lock.release();
      }
    }
    return completedFuture(null);
  }

  @Test
  void loopsOnDifferentThreadsHandOverWithoutLosingASignal() {
    int count = 5_000;
    try (EventLoop one = EventLoop.start("one");
        EventLoop two = EventLoop.start("two")) {
      Task<Integer> consumer = one.spawn(() -> consume(count));
      Task<Void> producer = two.spawn(() -> produce(count));
      producer.join();
      assertThat(consumer.join()).isEqualTo(count * (count + 1) / 2);
    }
  }

  private CompletableFuture<Void> leavesAWaiterBehind() {
    spawn(() -> waiter("left"));
    await(sleep(Duration.ofSeconds(1)));
    return completedFuture(null);
  }

  @Test
  void whoStillWaitsWhenTheLoopEndsIsCancelledWithTheLock() {
    run(this::leavesAWaiterBehind);
    assertThat(events).containsExactly("left cancelled true", "left releases");
    assertThat(lock.isLocked()).isFalse();
  }
}
