package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.gather;
import static dev.fermata.async.Async.spawn;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.AwaitSite;
import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import dev.fermata.async.TaskPhase;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Rule 13: a task has a name, and knows what it awaits and where. */
class Rule13TasksKnowWhatTheyAwaitTest {

  private static final String HERE = Rule13TasksKnowWhatTheyAwaitTest.class.getName();
  private static final String FILE = "Rule13TasksKnowWhatTheyAwaitTest.java";

  private final CompletableFuture<String> stock = new CompletableFuture<>();

  private CompletableFuture<String> buy(String item) {
    String found = await(look(item));
    return completedFuture(found + "!");
  }

  private CompletableFuture<String> look(String item) {
    return completedFuture(item + await(stock));
  }

  private Task<String> buying() {
    return (Task<String>) buy("hat");
  }

  @Test
  void aSuspendedCallKnowsMethodFileLineAndStage() {
    Task<String> call = buying();
    AwaitSite site = call.awaiting().orElseThrow();
    assertThat(site.className()).isEqualTo(HERE);
    assertThat(site.method()).isEqualTo("buy");
    assertThat(site.file()).isEqualTo(FILE);
    assertThat(site.line()).isEqualTo(26);
    assertThat(site.position()).isEqualTo(HERE + ".buy(" + FILE + ":26)");
    AwaitSite inner = ((Task<?>) site.stage()).awaiting().orElseThrow();
    assertThat(inner).isEqualTo(new AwaitSite(HERE, "look", FILE, 31, stock));
  }

  @Test
  void aCallIsNamedAfterItsMethodAlsoWhenItHasEnded() {
    Task<String> call = buying();
    assertThat(call.name()).isEqualTo(HERE + ".buy");
    assertThat(call.phase()).isEqualTo(TaskPhase.WAITING);
    stock.complete(" found");
    assertThat(call).isCompletedWithValue("hat found!");
    assertThat(call.name()).isEqualTo(HERE + ".buy");
    assertThat(call.phase()).isEqualTo(TaskPhase.SUCCEEDED);
    assertThat(call.awaiting()).isEmpty();
  }

  private CompletableFuture<Void> spawned() {
    Task<String> named = spawn("a customer", () -> buy("hat"));
    Task<String> unnamed = spawn(() -> buy("coat"));
    assertThat(named.name()).isEqualTo("a customer");
    assertThat(named.phase()).isEqualTo(TaskPhase.READY);
    assertThat(named.awaiting()).isEmpty();
    await(yieldNow());
    assertThat(named.name()).isEqualTo("a customer");
    assertThat(unnamed.name()).isEqualTo(HERE + ".buy");
    assertThat(named.awaiting().orElseThrow().line()).isEqualTo(26);
    stock.complete("");
    await(gather(named, unnamed));
    assertThat(unnamed.name()).isEqualTo(HERE + ".buy");
    return completedFuture(null);
  }

  @Test
  void aSpawnedTaskWaitsWhereTheMethodWaitsThatItRuns() {
    EventLoop.run(this::spawned);
  }

  private CompletableFuture<String> dumped() {
    EventLoop loop = EventLoop.current();
    Task<String> customer = spawn("a customer", () -> buy("hat"));
    Task<?> all = spawn("crowd", () -> both(customer, buy("coat")));
    await(yieldNow());
    await(yieldNow());
    String dump = loop.dump();
    assertThat(loop.tasks()).contains(customer, all).hasSize(9);
    stock.complete("");
    return completedFuture(dump);
  }

  private CompletableFuture<String> both(Task<String> left, CompletableFuture<String> right) {
    return completedFuture(String.join(" ", await(gather(left, right))));
  }

  @Test
  void aDumpTellsWhoAwaitsWhom() {
    String dump = EventLoop.run(this::dumped);
    String thread = Thread.currentThread().getName();
    assertThat(dump.replace(HERE, "Shop").replace("(" + FILE, "(Shop.java"))
        .startsWith("event loop " + thread + ": 9 calls\n")
        .endsWith(
            """
            9 calls
            Shop.dumped, WAITING
              in Shop.dumped, RUNNING
            crowd, WAITING
              at Shop.both(Shop.java:97)
              awaits gather, WAITING
                awaits a customer, WAITING
                  at Shop.buy(Shop.java:26)
                  at Shop.look(Shop.java:31)
                  awaits #1 java.util.concurrent.CompletableFuture, not ended
                awaits Shop.buy, WAITING
                  at Shop.buy(Shop.java:26)
                  at Shop.look(Shop.java:31)
                  awaits #1, see above
            """);
  }

  private CompletableFuture<Integer> deep(int depth) {
    return completedFuture(depth == 0 ? await(stock).length() : await(deep(depth - 1)) + 1);
  }

  private CompletableFuture<Integer> dumpedDeep() {
    CompletableFuture<Integer> chain = deep(1_000);
    String dump = EventLoop.current().dump();
    assertThat(dump.lines().count()).isLessThan(120);
    assertThat(dump).contains("... 901 more");
    stock.complete("");
    return completedFuture(await(chain));
  }

  @Test
  void aLongChainIsDumpedWithoutItsMiddle() {
    assertThat(EventLoop.run(this::dumpedDeep)).isEqualTo(1_000);
  }

  private static final class Circle {
    private Task<Void> first;

    private CompletableFuture<Void> one() {
      await(yieldNow());
      return completedFuture(await(two()));
    }

    private CompletableFuture<Void> two() {
      await(yieldNow());
      return completedFuture(await(first));
    }

    private CompletableFuture<String> dumped() {
      first = (Task<Void>) one();
      await(yieldNow());
      await(yieldNow());
      await(yieldNow());
      String dump = EventLoop.current().dump();
      first.cancel(true);
      return completedFuture(dump);
    }
  }

  @Test
  void aCircleOfAwaitsIsToldAsOne() {
    String dump = EventLoop.run(new Circle()::dumped);
    assertThat(dump).contains("awaits #1, a circle");
  }
}
