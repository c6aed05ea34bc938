package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.gather;
import static dev.fermata.async.Async.spawn;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.AsyncBarrier;
import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import dev.fermata.async.testing.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Async methods that wait for one another. */
class AsyncBarrierTest {

  private final AsyncBarrier barrier = new AsyncBarrier(3);
  private final List<String> events = new ArrayList<>();

  private <T> T run(Supplier<? extends CompletionStage<T>> body) {
    return EventLoop.run(body, new VirtualClock());
  }

  private CompletableFuture<String> party(String name) {
    events.add(name + " comes");
    try {
      int place = await(barrier.arrive(), BrokenBarrierException.class);
      events.add(name + " goes as " + place);
      return completedFuture(name);
    } catch (BrokenBarrierException e) {
      events.add(name + " fails");
      return completedFuture(e.getMessage());
    }
  }

  @Test
  void allGoOnWhenTheLastHasCome() {
    List<String> names =
        run(
            () ->
                gather(spawn(() -> party("a")), spawn(() -> party("b")), spawn(() -> party("c"))));
    assertThat(names).containsExactly("a", "b", "c");
    assertThat(events)
        .containsExactly(
            "a comes", "b comes", "c comes", "c goes as 2", "a goes as 0", "b goes as 1");
    assertThat(barrier.waiting()).isZero();
  }

  private CompletableFuture<List<String>> twoRounds() {
    List<String> first = await(gather(party("a"), party("b"), party("c")));
    List<String> second = await(gather(party("d"), party("e"), party("f")));
    return completedFuture(List.of(first.get(2), second.get(2)));
  }

  @Test
  void itIsThereForTheNextRound() {
    assertThat(run(this::twoRounds)).containsExactly("c", "f");
  }

  private CompletableFuture<List<String>> oneLeaves() {
    Task<String> a = spawn(() -> party("a"));
    Task<String> b = spawn(() -> party("b"));
    await(yieldNow());
    await(yieldNow());
    a.cancel(true);
    await(yieldNow());
    await(yieldNow());
    assertThat(a.isCancelled()).isTrue();
    assertThat(barrier.waiting()).isEqualTo(1);
    Task<String> c = spawn(() -> party("c"));
    await(yieldNow());
    await(yieldNow());
    assertThat(b.isDone()).isFalse();
    return completedFuture(await(gather(b, c, spawn(() -> party("d")))));
  }

  @Test
  void whoIsCancelledLeavesAndAnotherTakesItsPlace() {
    assertThat(run(this::oneLeaves)).containsExactly("b", "c", "d");
  }

  private CompletableFuture<List<String>> lateCancel() {
    Task<String> a = spawn(() -> party("a"));
    Task<String> b = spawn(() -> party("b"));
    await(yieldNow());
    await(yieldNow());
    assertThat(barrier.arrive()).isCompletedWithValue(2);
    a.cancel(true);
    String name = await(b);
    await(yieldNow());
    return completedFuture(List.of(name, a.isCancelled() + ""));
  }

  @Test
  void whoIsCancelledAfterTheLastHasComeKeepsNobodyFromGoingOn() {
    assertThat(run(this::lateCancel)).containsExactly("b", "true");
  }

  private CompletableFuture<List<String>> breaks() {
    Task<String> a = spawn(() -> party("a"));
    Task<String> b = spawn(() -> party("b"));
    await(yieldNow());
    await(yieldNow());
    barrier.abort();
    assertThat(barrier.isBroken()).isTrue();
    String late = await(party("late"));
    barrier.reset();
    assertThat(barrier.isBroken()).isFalse();
    await(gather(party("d"), party("e"), party("f")));
    return completedFuture(List.of(await(a), await(b), late));
  }

  @Test
  void brokenItFailsAllThatWaitAndAllThatComeUntilItIsReset() {
    List<String> outcomes = run(this::breaks);
    assertThat(outcomes.subList(0, 2)).allMatch(reason -> reason.contains("broken while"));
    assertThat(outcomes.get(2)).contains("reset it");
  }

  private CompletableFuture<List<String>> resets() {
    Task<String> a = spawn(() -> party("a"));
    await(yieldNow());
    await(yieldNow());
    barrier.reset();
    await(gather(party("d"), party("e"), party("f")));
    return completedFuture(List.of(await(a)));
  }

  @Test
  void resetFailsThoseThatWaitAndNoneThatComeLater() {
    assertThat(run(this::resets).get(0)).contains("reset while");
  }

  @Test
  void aBarrierForOneNeverWaits() {
    var single = new AsyncBarrier(1);
    assertThat(single.arrive()).isCompletedWithValue(0);
    assertThat(single.arrive()).isCompletedWithValue(0);
    assertThat(single.parties()).isEqualTo(1);
  }

  @Test
  void aBarrierForNobodyIsRefused() {
    assertThatThrownBy(() -> new AsyncBarrier(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static CompletableFuture<Void> rounds(
      AsyncBarrier shared, AtomicInteger inside, int count) {
    for (int round = 0; round < count; round++) {
      inside.incrementAndGet();
      await(shared.arrive());
      assertThat(inside.get()).isGreaterThanOrEqualTo(2 * (round + 1));
    }
    return completedFuture(null);
  }

  @Test
  void loopsOnDifferentThreadsMeet() {
    var shared = new AsyncBarrier(2);
    var inside = new AtomicInteger();
    try (EventLoop one = EventLoop.start("one");
        EventLoop two = EventLoop.start("two")) {
      Task<Void> first = one.spawn(() -> rounds(shared, inside, 5_000));
      two.spawn(() -> rounds(shared, inside, 5_000)).join();
      first.join();
    }
    assertThat(inside.get()).isEqualTo(10_000);
  }
}
