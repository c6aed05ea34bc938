package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.gather;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.spawn;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import dev.fermata.async.TaskGroup;
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
 * Rule 15: a task group is structured concurrency. No child outlives its scope; the first failure
 * cancels the siblings; several failures arrive together.
 */
class Rule15TaskGroupTest {

  private final List<String> events = new ArrayList<>();
  private final VirtualClock clock = new VirtualClock();

  private <T> T run(Supplier<? extends CompletionStage<T>> body) {
    return EventLoop.run(body, clock);
  }

  private CompletableFuture<String> worker(String name, int seconds) {
    try {
      await(sleep(Duration.ofSeconds(seconds)));
      events.add(name + " ends");
      return completedFuture(name);
    } catch (CancellationException e) {
      events.add(name + " cancelled");
      throw e;
    }
  }

  private CompletableFuture<String> failing(String name, int seconds) {
    await(sleep(Duration.ofSeconds(seconds)));
    throw new IllegalStateException(name);
  }

  private CompletableFuture<String> failingInCleanup(String name) {
    try {
      await(sleep(Duration.ofHours(1)));
      return completedFuture(name);
    } finally {
      Failures.raise(new IllegalArgumentException(name + " in clean-up"));
    }
  }

  @Test
  void theGroupEndsWhenItsLastChildDoes() {
    String value =
        run(
            () ->
                TaskGroup.run(
                    group -> {
                      group.spawn(() -> worker("slow", 5));
                      group.spawn(() -> worker("quick", 1));
                      events.add("body ends");
                      return completedFuture("value");
                    }));
    assertThat(value).isEqualTo("value");
    assertThat(events).containsExactly("body ends", "quick ends", "slow ends");
    assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void theFirstFailureCancelsTheSiblingsAndTheBody() {
    assertThatThrownBy(() -> run(() -> TaskGroup.run(this::bodyBesideAFailingChild)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("child");
    assertThat(events).containsExactlyInAnyOrder("sibling cancelled", "body cancelled");
    assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(1));
  }

  private CompletableFuture<String> bodyBesideAFailingChild(TaskGroup group) {
    group.spawn(() -> worker("sibling", 10));
    group.spawn(() -> failing("child", 1));
    return worker("body", 10);
  }

  @Test
  void severalFailuresOfOneTickArriveTogetherTheFirstBeingTheCause() {
    assertThatThrownBy(
            () ->
                run(
                    () ->
                        TaskGroup.run(
                            group -> {
                              group.spawn(() -> failing("first", 1));
                              group.spawn(() -> failing("second", 1));
                              return completedFuture("value");
                            })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("first")
        .satisfies(
            first ->
                assertThat(first.getSuppressed())
                    .singleElement()
                    .satisfies(second -> assertThat(second).hasMessage("second")));
  }

  @Test
  void aBodyThatAwaitsTheFailingChildSeesTheGroupsCancellation() {
    assertThatThrownBy(() -> run(() -> TaskGroup.run(this::awaitsTheFailingChild)))
        .hasMessage("child");
    assertThat(events).containsExactly("body saw java.util.concurrent.CancellationException");
  }

  private CompletableFuture<String> awaitsTheFailingChild(TaskGroup group) {
    Task<String> child = group.spawn(() -> failing("child", 1));
    try {
      return completedFuture(await(child));
    } catch (RuntimeException e) {
      events.add("body saw " + e.getClass().getName());
      throw e;
    }
  }

  @Test
  void aFailureWhileCleaningUpAfterACancelFromOutsideIsReported() {
    assertThatThrownBy(() -> run(this::cancelAGroupWhoseCleanupFails))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("child in clean-up");
  }

  private CompletableFuture<String> cancelAGroupWhoseCleanupFails() {
    Task<String> group =
        spawn(
            () ->
                TaskGroup.run(
                    scope -> {
                      scope.spawn(() -> failingInCleanup("child"));
                      return worker("body", 10);
                    }));
    for (int i = 0; i < 5; i++) {
      await(yieldNow());
    }
    group.cancel(true);
    return completedFuture(await(group));
  }

  @Test
  void aChildThatIsCancelledAloneIsNoFailure() {
    String value =
        run(
            () ->
                TaskGroup.run(
                    group -> {
                      Task<String> child = group.spawn(() -> worker("child", 10));
                      group.spawn(() -> worker("sibling", 1));
                      return cancelLater(child);
                    }));
    assertThat(value).isEqualTo("body");
    assertThat(events).containsExactly("child cancelled", "sibling ends");
  }

  private CompletableFuture<String> cancelLater(Task<String> child) {
    await(yieldNow());
    await(yieldNow());
    child.cancel(true);
    return completedFuture("body");
  }

  @Test
  void aFailingBodyCancelsItsChildren() {
    assertThatThrownBy(
            () ->
                run(
                    () ->
                        TaskGroup.run(
                            group -> {
                              group.spawn(() -> worker("child", 10));
                              return failing("body", 1);
                            })))
        .hasMessage("body");
    assertThat(events).containsExactly("child cancelled");
  }

  @Test
  void anEndedGroupTakesNoMoreTasks() {
    var escaped = new ArrayList<TaskGroup>();
    run(
        () -> {
          Task<String> group =
              TaskGroup.run(
                  scope -> {
                    escaped.add(scope);
                    return completedFuture("value");
                  });
          assertThat(group).isCompletedWithValue("value");
          assertThatThrownBy(() -> escaped.get(0).spawn(() -> worker("late", 1)))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("ended");
          return group;
        });
  }

  @Test
  void aBodyThatAwaitsTheFailingChildThroughGatherSeesTheGroupsCancellationToo() {
    assertThatThrownBy(() -> run(() -> TaskGroup.run(this::gathersTheFailingChild)))
        .hasMessage("child");
    assertThat(events).containsExactly("body saw java.util.concurrent.CancellationException");
  }

  private CompletableFuture<List<String>> gathersTheFailingChild(TaskGroup group) {
    Task<String> child = group.spawn(() -> failing("child", 1));
    try {
      return completedFuture(await(gather(child)));
    } catch (RuntimeException e) {
      events.add("body saw " + e.getClass().getName());
      throw e;
    }
  }

  @Test
  void aChildCompletedFromOutsideDoesNotOutliveItsGroup() {
    String value = run(() -> TaskGroup.run(this::completesItsChild));
    assertThat(value).isEqualTo("body");
    assertThat(events).containsExactly("child cancelled");
  }

  private CompletableFuture<String> completesItsChild(TaskGroup group) {
    Task<String> child = group.spawn(() -> worker("child", 10));
    await(yieldNow());
    await(yieldNow());
    child.complete("from outside");
    return completedFuture("body");
  }
}
