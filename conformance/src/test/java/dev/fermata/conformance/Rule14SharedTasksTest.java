package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.fromCallback;
import static dev.fermata.async.Async.shield;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.spawn;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

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
 * Rule 14, where two callers await one task and one of them is cancelled. As in asyncio the task is
 * cancelled with it, unless it has ended or is shielded.
 */
class Rule14SharedTasksTest {

  private final AsyncQueue<String> queue = new AsyncQueue<>(4);
  private Task<String> shared;
  private Task<String> one;
  private Task<String> other;

  private <T> T run(Supplier<? extends CompletionStage<T>> body) {
    return EventLoop.run(body, new VirtualClock());
  }

  private static CompletableFuture<String> waits(CompletionStage<String> stage) {
    return completedFuture(await(stage));
  }

  private static CompletableFuture<Void> twoTurns() {
    await(yieldNow());
    await(yieldNow());
    return completedFuture(null);
  }

  private static CompletableFuture<String> slow() {
    await(sleep(Duration.ofSeconds(1)));
    return completedFuture("value");
  }

  private static CompletableFuture<String> stubborn() {
    try {
      await(sleep(Duration.ofSeconds(1)));
    } catch (CancellationException e) {
      await(yieldNow());
    }
    return completedFuture("value");
  }

  private static CompletableFuture<String> outcome(Task<String> task) {
    try {
      return completedFuture(await(task));
    } catch (CancellationException e) {
      return completedFuture("cancelled");
    }
  }

  private CompletableFuture<List<String>> outcomes() {
    List<String> all = new ArrayList<>();
    all.add(await(outcome(shared)));
    all.add(await(outcome(one)));
    all.add(await(outcome(other)));
    return completedFuture(all);
  }

  private CompletableFuture<List<String>> cancelledEarly(
      Supplier<CompletableFuture<String>> body, boolean shielded) {
    shared = spawn(body);
    one = spawn(() -> waits(shielded ? shield(shared) : shared));
    other = spawn(() -> waits(shared));
    await(twoTurns());
    one.cancel(true);
    return outcomes();
  }

  @Test
  void cancelledWhileTheTaskGoesOnTheTaskIsCancelledAndSoIsTheOther() {
    assertThat(run(() -> cancelledEarly(Rule14SharedTasksTest::slow, false)))
        .containsExactly("cancelled", "cancelled", "cancelled");
  }

  @Test
  void aShieldKeepsTheTaskForTheOther() {
    assertThat(run(() -> cancelledEarly(Rule14SharedTasksTest::slow, true)))
        .containsExactly("value", "cancelled", "value");
  }

  @Test
  void aTaskThatGoesOnAllTheSameGoesOnForBoth() {
    assertThat(run(() -> cancelledEarly(Rule14SharedTasksTest::stubborn, false)))
        .containsExactly("value", "value", "value");
  }

  /** The value is there, and neither has run on. */
  private CompletableFuture<List<String>> cancelledLate() {
    shared = fromCallback(callback -> {});
    one = spawn(() -> waits(shared));
    other = spawn(() -> waits(shared));
    await(twoTurns());
    shared.complete("value");
    one.cancel(true);
    return outcomes();
  }

  @Test
  void cancelledWhenTheTaskHasEndedOnlyTheCallerIsCancelled() {
    assertThat(run(this::cancelledLate)).containsExactly("value", "cancelled", "value");
  }

  private CompletableFuture<List<String>> theFirstOfTwoThatWaitForAnItem() {
    shared = queue.get();
    one = spawn(() -> waits(shared));
    other = spawn(() -> waits(shared));
    await(twoTurns());
    queue.offer("item");
    one.cancel(true);
    return outcomes();
  }

  @Test
  void anItemThatOneOfTwoDoesNotTakeIsTheOthers() {
    assertThat(run(this::theFirstOfTwoThatWaitForAnItem))
        .containsExactly("item", "cancelled", "item");
    assertThat(queue.size()).isZero();
  }

  private CompletableFuture<String> takesAndCancels() {
    String item = await(shared);
    one.cancel(true);
    return completedFuture(item);
  }

  private CompletableFuture<List<String>> theSecondOfTwoIsCancelledByTheFirst() {
    shared = queue.get();
    other = spawn(this::takesAndCancels);
    one = spawn(() -> waits(shared));
    await(twoTurns());
    queue.offer("item");
    return outcomes();
  }

  @Test
  void anItemThatOneOfTwoHasTakenDoesNotGoBackToTheQueue() {
    assertThat(run(this::theSecondOfTwoIsCancelledByTheFirst))
        .containsExactly("item", "cancelled", "item");
    assertThat(queue.size()).isZero();
  }

  private CompletableFuture<List<String>> bothAreCancelledLate() {
    shared = queue.get();
    one = spawn(() -> waits(shared));
    other = spawn(() -> waits(shared));
    await(twoTurns());
    queue.offer("item");
    one.cancel(true);
    other.cancel(true);
    await(twoTurns());
    return outcomes();
  }

  @Test
  void anItemThatNeitherTakesGoesBack() {
    assertThat(run(this::bothAreCancelledLate))
        .containsExactly("cancelled", "cancelled", "cancelled");
    assertThat(queue.size()).isOne();
  }

  @Test
  void theSamePlainFutureIsCancelledForBoth() {
    var plain = new CompletableFuture<String>();
    CompletableFuture<String> left = waits(plain);
    CompletableFuture<String> right = waits(plain);
    left.cancel(true);
    assertThat(plain).isCancelled();
    assertThat(right).isCancelled();
  }
}
