package dev.fermata.conformance;

import static dev.fermata.async.Async.asCompleted;
import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.fromCallback;
import static dev.fermata.async.Async.gather;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.spawn;
import static dev.fermata.async.Async.timeout;
import static dev.fermata.async.Async.waitFor;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.Callback;
import dev.fermata.async.EventLoop;
import dev.fermata.async.ReturnWhen;
import dev.fermata.async.Task;
import dev.fermata.async.WaitResult;
import dev.fermata.async.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 16: empty input, failures, and what ends on the same tick. */
class Rule16CornersOfOutcomesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> events = new ArrayList<>();
  private final VirtualClock clock = new VirtualClock();

  private void scene(Supplier<CompletionStage<Void>> body) {
    EventLoop.run(body, clock);
  }

  private CompletableFuture<String> after(Duration duration, String value) {
    await(sleep(duration));
    events.add(value);
    return completedFuture(value);
  }

  private static CompletableFuture<String> failAfterSecond(int seconds, RuntimeException failure) {
    await(sleep(SECOND.multipliedBy(seconds)));
    throw failure;
  }

  private static CompletableFuture<Throwable> failureOf(CompletionStage<?> stage) {
    try {
      await(stage);
    } catch (Throwable failure) {
      return completedFuture(failure);
    }
    throw new AssertionError("has not failed: " + stage);
  }

  // ---- Empty input ----

  @Test
  void aGatherOfNothingIsThereAtOnce() {
    assertThat(gather(List.of())).isCompletedWithValue(List.of());
    assertThat(asCompleted(List.of())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void toWaitForNothingIsRefused(ReturnWhen when) {
    assertThatThrownBy(() -> waitFor(List.of(), when))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }

  // ---- Failures ----

  @ParameterizedTest
  @EnumSource
  void aFailureComesThroughItselfWithoutLayers(Combinator combinator) {
    var failure = new IOException("disk");
    scene(
        () -> {
          var source = new CompletableFuture<String>();
          Task<?> waiting = combinator.around(source.thenApply(value -> value));
          source.completeExceptionally(new CompletionException(failure));
          if (combinator.failsWithItsStage) {
            assertThat(await(failureOf(waiting))).isSameAs(failure);
          } else {
            assertThat(((WaitResult<?>) await(waiting)).done()).hasSize(1);
          }
          return completedFuture(null);
        });
  }

  @ParameterizedTest
  @EnumSource
  void aStageThatHasFailedBeforeIsSeenAtOnce(Combinator combinator) {
    scene(
        () -> {
          var failure = new IOException("disk");
          Task<?> waiting = combinator.around(CompletableFuture.failedFuture(failure));
          assertThat(waiting).isDone();
          assertThat(waiting.isCompletedExceptionally()).isEqualTo(combinator.failsWithItsStage);
          return completedFuture(null);
        });
  }

  @Test
  void theFirstFailureFailsAGatherWhileTheOthersGoOn() {
    var first = new IllegalStateException("first");
    scene(
        () -> {
          Task<String> slow = spawn(() -> after(SECOND.multipliedBy(3), "slow"));
          Task<String> late = spawn(() -> failAfterSecond(2, new IllegalStateException("late")));
          Task<String> early = spawn(() -> failAfterSecond(1, first));
          assertThat(await(failureOf(gather(List.of(slow, late, early))))).isSameAs(first);
          assertThat(clock.elapsed()).isEqualTo(SECOND);
          assertThat(await(failureOf(late))).hasMessage("late");
          assertThat(await(slow)).isEqualTo("slow");
          return completedFuture(null);
        });
  }

  @Test
  void ofTwoFailuresOnOneTickTheOneThatCameFirstIsTheOutcome() {
    var first = new IOException("first");
    scene(
        () -> {
          var one = new CompletableFuture<String>();
          var two = new CompletableFuture<String>();
          Task<List<String>> both = gather(one, two);
          two.completeExceptionally(first);
          one.completeExceptionally(new IOException("second"));
          assertThat(await(failureOf(both))).isSameAs(first);
          assertThat(first.getSuppressed()).isEmpty();
          return completedFuture(null);
        });
  }

  @Test
  void waitForTheFirstFailureTellsOfItAndOfWhatEndedBefore() {
    scene(
        () -> {
          Task<String> quick = spawn(() -> after(SECOND, "quick"));
          Task<String> fails = spawn(() -> failAfterSecond(2, new IllegalStateException("disk")));
          Task<String> slow = spawn(() -> after(SECOND.multipliedBy(3), "slow"));
          WaitResult<String> result =
              await(waitFor(List.of(slow, fails, quick), ReturnWhen.FIRST_EXCEPTION));
          assertThat(result.done()).containsExactly(fails, quick);
          assertThat(result.pending()).containsExactly(slow);
          result.cancelPending();
          assertThat(await(failureOf(fails))).hasMessage("disk");
          return completedFuture(null);
        });
    assertThat(events).containsExactly("quick");
  }

  @Test
  void waitForTellsOfAllThatEndedOnTheSameTick() {
    scene(
        () -> {
          var one = new CompletableFuture<String>();
          var two = new CompletableFuture<String>();
          EventLoop.current()
              .execute(
                  () -> {
                    one.complete("one");
                    two.complete("two");
                  });
          WaitResult<String> result = await(waitFor(List.of(one, two), ReturnWhen.FIRST_COMPLETED));
          assertThat(result.done()).containsExactly(one, two);
          assertThat(result.pending()).isEmpty();
          return completedFuture(null);
        });
  }

  @Test
  void asCompletedGivesFailuresTheirPlaceAndKeepsValuesFromCancelledPlaces() {
    scene(
        () -> {
          Task<String> fails = spawn(() -> failAfterSecond(1, new IllegalStateException("disk")));
          Task<String> value = spawn(() -> after(SECOND.multipliedBy(2), "value"));
          List<Task<String>> places = asCompleted(List.of(value, fails, sleepFor("last")));
          assertThat(await(failureOf(places.get(0)))).hasMessage("disk");
          places.get(1).cancel(true);
          assertThat(await(places.get(2))).isEqualTo("value");
          return completedFuture(null);
        });
  }

  private CompletableFuture<String> sleepFor(String value) {
    return after(SECOND.multipliedBy(3), value);
  }

  // ---- The same tick ----

  @Test
  void whatEndsOnTheTickOfTheLimitEndsInTimeIfItsTimerWasFirst() {
    scene(
        () -> {
          await(timeout(sleep(SECOND), SECOND));
          return completedFuture(null);
        });
    assertThat(clock.elapsed()).isEqualTo(SECOND);
  }

  @Test
  void whatBeginsAfterTheLimitWasSetIsLateOnTheSameTick() {
    scene(
        () -> {
          Task<Void> limited = timeout(spawn(() -> sleep(SECOND)), SECOND);
          assertThat(await(failureOf(limited))).isInstanceOf(TimeoutException.class);
          return completedFuture(null);
        });
    assertThat(clock.elapsed()).isEqualTo(SECOND);
  }

  @Test
  void aBodyThatWouldGoOnInTheTurnAfterTheLimitIsLate() {
    scene(
        () -> {
          Task<String> limited = timeout(after(SECOND, "not reached"), SECOND);
          assertThat(await(failureOf(limited))).isInstanceOf(TimeoutException.class);
          return completedFuture(null);
        });
    assertThat(events).isEmpty();
  }

  @Test
  void anInnerLimitOnTheSameTickAsAnOuterOneIsSeenByTheMethodThatSetIt() {
    scene(
        () -> {
          var never = new CompletableFuture<String>();
          Task<String> inner = timeout(never, SECOND);
          Task<String> outer = timeout(inner, SECOND);
          assertThat(await(failureOf(outer))).isInstanceOf(TimeoutException.class);
          assertThat(await(failureOf(inner))).isInstanceOf(TimeoutException.class);
          assertThat(never).isCancelled();
          return completedFuture(null);
        });
  }

  @Test
  void ofTwoTimersOnOneTickTheOneSetFirstIsHeardFirst() {
    scene(
        () -> {
          await(gather(after(SECOND, "one"), after(SECOND, "two"), after(SECOND, "three")));
          return completedFuture(null);
        });
    assertThat(events).containsExactly("one", "two", "three");
  }

  // ---- Callbacks ----

  @Test
  void ofTwoCallsOfACallbackTheFirstCountsAndTheSecondIsTold() {
    scene(
        () -> {
          var given = new ArrayList<Callback<String>>();
          Task<String> task = fromCallback(given::add);
          Callback<String> callback = given.get(0);
          assertThat(callback.complete("first")).isTrue();
          assertThat(callback.complete("second")).isFalse();
          assertThat(callback.fail(new IOException("third"))).isFalse();
          assertThat(await(task)).isEqualTo("first");
          return completedFuture(null);
        });
  }

  @Test
  void aCancelledCallbackEndsItsOperationOnceHoweverOftenItIsCancelled() {
    scene(
        () -> {
          var given = new ArrayList<Callback<String>>();
          Task<String> task = fromCallback(given::add);
          given.get(0).onCancel(() -> events.add("closed"));
          await(yieldNow());
          assertThat(task.cancel(true)).isTrue();
          assertThat(task.cancel(true)).isTrue();
          assertThat(given.get(0).complete("late")).isFalse();
          given.get(0).onCancel(() -> events.add("closed at once"));
          return completedFuture(null);
        });
    assertThat(events).containsExactly("closed", "closed at once");
  }
}
