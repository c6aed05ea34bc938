package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.blocking;
import static dev.fermata.async.Async.gather;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.spawn;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.AsyncLocal;
import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Variables of which each task has its own value, as Python's contextvars. */
class AsyncLocalTest {

  private static final AsyncLocal<String> USER = new AsyncLocal<>("nobody");
  private static final AsyncLocal<Integer> COUNT = new AsyncLocal<>(0);

  @AfterEach
  void asBefore() {
    USER.set("nobody");
    COUNT.set(0);
  }

  private static <T> T run(Supplier<? extends CompletionStage<T>> body) {
    return EventLoop.run(body, new VirtualClock());
  }

  private static CompletableFuture<String> serves(String user) {
    USER.set(user);
    await(yieldNow());
    String afterOne = USER.get();
    await(sleep(Duration.ofSeconds(1)));
    return completedFuture(afterOne + " " + USER.get());
  }

  @Test
  void tasksThatRunInTurnsEachKeepTheirOwn() {
    List<String> seen =
        run(
            () ->
                gather(
                    spawn(() -> serves("a")), spawn(() -> serves("b")), spawn(() -> serves("c"))));
    assertThat(seen).containsExactly("a a", "b b", "c c");
    assertThat(USER.get()).isEqualTo("nobody");
  }

  private static CompletableFuture<Void> setsLate(String user) {
    await(yieldNow());
    USER.set(user);
    await(yieldNow());
    return completedFuture(null);
  }

  private static CompletableFuture<String> callsWhatSets() {
    USER.set("caller");
    await(setsLate("callee"));
    return completedFuture(USER.get());
  }

  @Test
  void whatACalledMethodSetsTheCallerSees() {
    assertThat(run(() -> spawn(AsyncLocalTest::callsWhatSets))).isEqualTo("callee");
  }

  private static CompletableFuture<String> spawnsWhatSets() {
    USER.set("parent");
    Task<String> child =
        spawn(
            () -> {
              String inherited = USER.get();
              USER.set("child");
              return completedFuture(inherited);
            });
    USER.set("parent later");
    String inherited = await(child);
    return completedFuture(inherited + ", " + USER.get());
  }

  @Test
  void aSpawnedTaskBeginsWithACopyAndTheTwoKnowNothingOfEachOther() {
    assertThat(run(AsyncLocalTest::spawnsWhatSets)).isEqualTo("parent, parent later");
  }

  private static CompletableFuture<String> pausing() {
    await(yieldNow());
    COUNT.set(1);
    return completedFuture(USER.get());
  }

  private static CompletableFuture<String> binds() {
    USER.set("outer");
    CompletableFuture<String> bound = USER.where("inner", AsyncLocalTest::pausing);
    String meanwhile = USER.get();
    String inside = await(bound);
    return completedFuture(inside + ", " + meanwhile + ", " + USER.get() + ", " + COUNT.get());
  }

  @Test
  void whereBindsForTheWholeOfAnAsyncBodyWhileTheCallerGoesOnWithItsOwn() {
    assertThat(run(AsyncLocalTest::binds)).isEqualTo("inner, outer, outer, 0");
  }

  @Test
  void whereGivesBackTheOldValueWhenTheBodyThrows() {
    USER.set("outer");
    assertThatThrownBy(
            () ->
                USER.where(
                    "inner",
                    () -> {
                      throw new IllegalStateException(USER.get());
                    }))
        .hasMessage("inner");
    assertThat(USER.get()).isEqualTo("outer");
  }

  @Test
  void whatTheThreadHasTheLoopThatItRunsBeginsWith() {
    USER.set("main");
    assertThat(run(() -> completedFuture(USER.get()))).isEqualTo("main");
  }

  @Test
  void whatAnotherThreadSpawnsBeginsWithItsValues() {
    try (EventLoop loop = EventLoop.start("served")) {
      USER.set("main");
      Task<String> task = loop.spawn(() -> completedFuture(USER.get()));
      USER.set("main later");
      assertThat(task.join()).isEqualTo("main");
    }
  }

  private static CompletableFuture<String> callsABlockingFunction() {
    USER.set("task");
    String inside =
        await(
            blocking(
                () -> {
                  String user = USER.get();
                  USER.set("worker");
                  return user;
                }));
    return completedFuture(inside + ", " + USER.get());
  }

  @Test
  void blockingFunctionsSeeACopy() {
    assertThat(run(AsyncLocalTest::callsABlockingFunction)).isEqualTo("task, task");
  }

  @Test
  void actionsOfTheLoopSeeACopyAndKeepWhatTheySetToThemselves() {
    String seen =
        run(
            () -> {
              EventLoop loop = EventLoop.current();
              USER.set("task");
              var first = new CompletableFuture<String>();
              var second = new CompletableFuture<String>();
              loop.execute(
                  () -> {
                    first.complete(USER.get());
                    USER.set("action");
                  });
              loop.schedule(Duration.ofSeconds(1), () -> second.complete(USER.get()));
              USER.set("task later");
              return gather(first, second).thenApply(Object::toString);
            });
    assertThat(seen).isEqualTo("[task, task]");
  }

  private static CompletableFuture<String> resumedElsewhere(CompletableFuture<Void> gate) {
    await(gate);
    return completedFuture(USER.get() + " on " + Thread.currentThread().getName());
  }

  @Test
  void withoutALoopItIsRestoredOnTheThreadThatResumes() throws InterruptedException {
    var gate = new CompletableFuture<Void>();
    USER.set("main");
    CompletableFuture<String> call = resumedElsewhere(gate);
    var after = new CompletableFuture<String>();
    var completer =
        new Thread(
            () -> {
              USER.set("completer");
              gate.complete(null);
              after.complete(USER.get());
            },
            "completer");
    completer.start();
    completer.join();
    assertThat(call.join()).isEqualTo("main on completer");
    assertThat(after.join()).isEqualTo("completer");
  }

  private static CompletableFuture<String> startedOffTheLoop(CompletableFuture<Void> gate) {
    await(gate);
    String first = USER.get();
    await(yieldNow()); // it has come to a loop
    return completedFuture(first + ", " + USER.get());
  }

  @Test
  void aCallThatComesToALoopBringsItsValues() {
    var gate = new CompletableFuture<Void>();
    CompletableFuture<String> call = USER.where("before", () -> startedOffTheLoop(gate));
    String seen =
        run(
            () -> {
              gate.complete(null);
              return call;
            });
    assertThat(seen).isEqualTo("before, before");
  }

  @Test
  void nullIsAValue() {
    USER.set(null);
    assertThat(USER.get()).isNull();
  }
}
