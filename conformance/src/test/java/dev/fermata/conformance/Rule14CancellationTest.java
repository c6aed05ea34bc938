package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.spawn;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.AsyncQueue;
import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Rule 14: cancel cancels the stage that a task awaits and raises CancellationException at its
 * await: finally blocks run and may await. A body may catch it and go on.
 */
class Rule14CancellationTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final List<String> events = new ArrayList<>();
  private final VirtualClock clock = new VirtualClock();

  private <T> T run(Supplier<? extends CompletionStage<T>> body) {
    return EventLoop.run(body, clock);
  }

  private CompletableFuture<String> sleeper(String name) {
    try {
      events.add(name + " begins");
      await(sleep(LONG));
      return completedFuture("slept");
    } catch (CancellationException e) {
      events.add(name + " cancelled");
      throw e;
    } finally {
      await(sleep(Duration.ofSeconds(1)));
      events.add(name + " cleaned up");
    }
  }

  private CompletableFuture<Boolean> cancelWhileItSleeps() {
    Task<String> task = spawn(() -> sleeper("task"));
    await(yieldNow());
    await(yieldNow());
    assertThat(task.cancel(true)).isTrue();
    assertThat(task.isDone()).isFalse();
    try {
      await(task);
      return completedFuture(false);
    } catch (CancellationException e) {
      return completedFuture(task.isCancelled());
    }
  }

  @Test
  void finallyBlocksRunAndMayAwaitAndTheTaskIsDoneOnlyThen() {
    assertThat(run(this::cancelWhileItSleeps)).isTrue();
    assertThat(events).containsExactly("task begins", "task cancelled", "task cleaned up");
    assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(1));
  }

  private CompletableFuture<String> parent() {
    try {
      return completedFuture(await(sleeper("child")));
    } finally {
      events.add("parent ends");
    }
  }

  private CompletableFuture<Boolean> cancelAParent() {
    Task<String> task = spawn(this::parent);
    await(yieldNow());
    await(yieldNow());
    task.cancel(true);
    try {
      await(task);
    } catch (CancellationException e) {
      events.add("seen");
    }
    return completedFuture(task.isCancelled());
  }

  @Test
  void itTravelsDownTheChainOfAwaitsAndBackUp() {
    assertThat(run(this::cancelAParent)).isTrue();
    assertThat(events)
        .containsExactly(
            "child begins", "child cancelled", "child cleaned up", "parent ends", "seen");
  }

  private CompletableFuture<Boolean> cancelBeforeStart() {
    Task<String> task = spawn(() -> sleeper("task"));
    task.cancel(true);
    try {
      await(task);
      return completedFuture(false);
    } catch (CancellationException e) {
      return completedFuture(true);
    }
  }

  @Test
  void aTaskCancelledBeforeItBeganNeverBegins() {
    assertThat(run(this::cancelBeforeStart)).isTrue();
    assertThat(events).isEmpty();
  }

  private CompletableFuture<String> stubborn() {
    try {
      await(sleep(LONG));
    } catch (CancellationException e) {
      events.add("swallowed");
    }
    await(sleep(Duration.ofSeconds(1)));
    return completedFuture("went on");
  }

  private CompletableFuture<String> cancelTheStubborn() {
    Task<String> task = spawn(this::stubborn);
    await(yieldNow());
    await(yieldNow());
    task.cancel(true);
    return completedFuture(await(task));
  }

  @Test
  void aBodyMayCatchItAndGoOn() {
    assertThat(run(this::cancelTheStubborn)).isEqualTo("went on");
    assertThat(events).containsExactly("swallowed");
  }

  private CompletableFuture<String> selfCancelling(List<Task<String>> self) {
    await(yieldNow());
    self.get(0).cancel(true);
    return completedFuture("value");
  }

  private CompletableFuture<Boolean> cancelsItself() {
    var self = new ArrayList<Task<String>>();
    self.add(spawn(() -> selfCancelling(self)));
    try {
      await(self.get(0));
      return completedFuture(false);
    } catch (CancellationException e) {
      return completedFuture(true);
    }
  }

  @Test
  void aTaskThatCancelsItselfAndReturnsWithoutAnotherAwaitEndsCancelled() {
    assertThat(run(this::cancelsItself)).isTrue();
  }

  private CompletableFuture<String> lateCancel() {
    var queue = new AsyncQueue<String>(1);
    Task<String> getter = spawn(() -> completedFuture(await(queue.get())));
    await(yieldNow());
    await(yieldNow());
    queue.offer("item"); // arrives; the getter has not run yet
    getter.cancel(true);
    try {
      return completedFuture("delivered " + await(getter));
    } catch (CancellationException e) {
      return completedFuture("kept " + await(queue.get()));
    }
  }

  @Test
  void aCancelThatComesAfterTheValueButBeforeTheTaskRanWinsAndTheItemIsKept() {
    assertThat(run(this::lateCancel)).isEqualTo("kept item");
  }

  private CompletableFuture<Void> leavesCallsBehind() {
    CompletableFuture<String> neverSpawned = sleeper("never spawned");
    spawn(() -> sleeper("spawned"));
    await(yieldNow());
    await(yieldNow());
    events.add("body ends " + neverSpawned.isDone());
    return completedFuture(null);
  }

  @Test
  void whatTheBodyLeavesBehindIsCancelledWhenRunEnds() {
    run(this::leavesCallsBehind);
    assertThat(events)
        .startsWith("never spawned begins", "spawned begins", "body ends false")
        .contains("never spawned cancelled", "never spawned cleaned up", "spawned cleaned up");
  }

  private CompletableFuture<String> deep(int depth) {
    if (depth == 0) {
      return sleeper("innermost");
    }
    await(yieldNow());
    return completedFuture(await(deep(depth - 1)));
  }

  private CompletableFuture<Boolean> cancelDeep() {
    Task<String> task = spawn(() -> deep(100_000));
    while (events.isEmpty()) {
      await(yieldNow());
    }
    task.cancel(true);
    try {
      await(task);
      return completedFuture(false);
    } catch (CancellationException e) {
      return completedFuture(true);
    }
  }

  @Test
  void aChainOfAHundredThousandCallsIsCancelledWithoutOverflow() {
    assertThat(run(this::cancelDeep)).isTrue();
    assertThat(events)
        .containsExactly("innermost begins", "innermost cancelled", "innermost cleaned up");
  }

  @Test
  void withoutALoopACancelRaisesAtTheAwaitAsWell() {
    var gate = new CompletableFuture<String>();
    CompletableFuture<String> call = awaitsGate(gate);
    assertThat(call.cancel(true)).isTrue();
    assertThat(gate).isCancelled();
    assertThat(events).containsExactly("cancelled at the await");
    assertThat(call).isCancelled();
    assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
  }

  private CompletableFuture<String> awaitsGate(CompletableFuture<String> gate) {
    try {
      return completedFuture(await(gate));
    } catch (CancellationException e) {
      events.add("cancelled at the await");
      throw e;
    }
  }

  private CompletableFuture<String> waitsFor(List<Task<String>> tasks, int other) {
    try {
      return completedFuture(await(tasks.get(other)));
    } finally {
      events.add("waiter for " + other + " ends");
    }
  }

  private CompletableFuture<Boolean> cancelOneOfACircle() {
    var tasks = new ArrayList<Task<String>>();
    tasks.add(spawn(() -> waitsFor(tasks, 1)));
    tasks.add(spawn(() -> waitsFor(tasks, 0)));
    await(yieldNow());
    await(yieldNow());
    tasks.get(0).cancel(true);
    try {
      await(tasks.get(1));
    } catch (CancellationException e) {
      events.add("other cancelled");
    }
    await(yieldNow());
    return completedFuture(tasks.get(0).isCancelled());
  }

  @Test
  void tasksThatAwaitOneAnotherCanBeCancelled() {
    assertThat(run(this::cancelOneOfACircle)).isTrue();
    assertThat(events)
        .containsExactlyInAnyOrder("waiter for 1 ends", "waiter for 0 ends", "other cancelled");
  }

  private CompletableFuture<Void> leavesACircleBehind() {
    var tasks = new ArrayList<Task<String>>();
    tasks.add(spawn(() -> waitsFor(tasks, 1)));
    tasks.add(spawn(() -> waitsFor(tasks, 0)));
    await(yieldNow());
    await(yieldNow());
    return completedFuture(null);
  }

  @Test
  void aCircleThatIsLeftBehindEndsWithTheLoop() {
    run(this::leavesACircleBehind);
    assertThat(events).containsExactlyInAnyOrder("waiter for 1 ends", "waiter for 0 ends");
    assertThat(clock.elapsed()).isZero();
  }

  private CompletableFuture<String> completeFromOutside() {
    Task<String> task = spawn(() -> sleeper("task"));
    await(yieldNow());
    await(yieldNow());
    task.complete("from outside");
    await(sleep(Duration.ofSeconds(2)));
    return completedFuture(task.join());
  }

  @Test
  void aBodyWhoseTaskIsCompletedFromOutsideIsCancelled() {
    assertThat(run(this::completeFromOutside)).isEqualTo("from outside");
    assertThat(events).containsExactly("task begins", "task cancelled", "task cleaned up");
  }

  private CompletableFuture<List<String>> twoLateCancels() {
    var queue = new AsyncQueue<String>(5);
    Task<String> first = spawn(() -> completedFuture(await(queue.get())));
    Task<String> second = spawn(() -> completedFuture(await(queue.get())));
    await(yieldNow());
    await(yieldNow());
    queue.offer("1");
    queue.offer("2");
    queue.offer("3");
    first.cancel(true);
    second.cancel(true);
    await(yieldNow());
    await(yieldNow());
    return completedFuture(List.of(await(queue.get()), await(queue.get()), await(queue.get())));
  }

  @Test
  void itemsThatComeBackKeepTheirOrder() {
    assertThat(run(this::twoLateCancels)).containsExactly("1", "2", "3");
  }
}
