package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.blocking;
import static dev.fermata.async.Async.gather;
import static dev.fermata.async.Async.spawn;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.CarriedState;
import dev.fermata.async.EventLoop;
import dev.fermata.async.testing.VirtualClock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The MDC follows the task, and the thread gets back its own. */
class CarriedStateTest {

  @BeforeAll
  static void carry() {
    CarriedState.carry(CarriedState.mdc());
    CarriedState.carry(CarriedState.mdc()); // twice is once
  }

  @AfterEach
  void clear() {
    MDC.clear();
  }

  private static CompletableFuture<String> serves(String request) {
    MDC.put("request", request);
    await(yieldNow());
    String first = MDC.get("request");
    await(logsDeeper());
    return completedFuture(first + " " + MDC.get("request") + " " + MDC.get("step"));
  }

  private static CompletableFuture<Void> logsDeeper() {
    await(yieldNow());
    MDC.put("step", "deep in " + MDC.get("request"));
    await(yieldNow());
    return completedFuture(null);
  }

  @Test
  void tasksThatRunInTurnsEachKeepTheirOwn() {
    MDC.put("request", "main");
    List<String> seen =
        EventLoop.run(
            () -> gather(spawn(() -> serves("a")), spawn(() -> serves("b"))), new VirtualClock());
    assertThat(seen).containsExactly("a a deep in a", "b b deep in b");
    assertThat(MDC.getCopyOfContextMap()).isEqualTo(java.util.Map.of("request", "main"));
  }

  @Test
  void aSpawnedTaskBeginsWithThatOfItsSpawner() {
    MDC.put("request", "main");
    String seen =
        EventLoop.run(() -> spawn(() -> completedFuture(MDC.get("request"))), new VirtualClock());
    assertThat(seen).isEqualTo("main");
  }

  private static CompletableFuture<String> blocks() {
    MDC.put("request", "task");
    return completedFuture(await(blocking(() -> MDC.get("request"))));
  }

  @Test
  void blockingFunctionsSeeIt() {
    assertThat(EventLoop.run(CarriedStateTest::blocks)).isEqualTo("task");
  }

  /** Completed by another thread, which runs the awaiting call on before that call has paused. */
  private static final class Racing extends CompletableFuture<String> {
    @Override
    public CompletableFuture<String> whenComplete(
        BiConsumer<? super String, ? super Throwable> action) {
      CompletableFuture<String> dependent = super.whenComplete(action);
      var completer = new Thread(() -> complete("value"), "completer");
      completer.start();
      try {
        completer.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return dependent;
    }
  }

  private static CompletableFuture<String> offLoops(
      CompletableFuture<String> first, CompletableFuture<String> second) {
    MDC.put("request", "mine");
    await(first);
    String seen = Thread.currentThread().getName() + " " + MDC.get("request");
    MDC.put("request", "later");
    await(second);
    return completedFuture(seen + ", " + MDC.get("request"));
  }

  @Test
  void withoutALoopItFollowsTheCall() {
    var first = new CompletableFuture<String>();
    var second = new CompletableFuture<String>();
    CompletableFuture<String> call = offLoops(first, second);
    MDC.put("request", "caller");
    first.complete("");
    assertThat(MDC.get("request")).isEqualTo("caller");
    second.complete("");
    assertThat(call).isCompletedWithValue(Thread.currentThread().getName() + " mine, later");
  }

  @Test
  void withoutALoopItFollowsACallThatRunsOnElsewhereBeforeItHasPausedHere() {
    var gate = new CompletableFuture<String>();
    CompletableFuture<String> call = offLoops(new Racing(), gate);
    MDC.put("request", "caller");
    gate.complete("");
    assertThat(call).isCompletedWithValue("completer mine, later");
  }

  @Test
  void withoutALoopAStepThatIsOverLateOverwritesNothing() {
    var before = new CompletableFuture<String>();
    var gate = new CompletableFuture<String>();
    CompletableFuture<String> call = pausesThrice(before, gate);
    before.complete(""); // the step that begins here is over when the one after it is
    gate.complete("");
    assertThat(call).isCompletedWithValue("completer mine, later");
  }

  private static CompletableFuture<String> pausesThrice(
      CompletableFuture<String> before, CompletableFuture<String> gate) {
    await(before);
    MDC.put("request", "mine");
    await(new Racing());
    String seen = Thread.currentThread().getName() + " " + MDC.get("request");
    MDC.put("request", "later");
    await(gate);
    return completedFuture(seen + ", " + MDC.get("request"));
  }
}
