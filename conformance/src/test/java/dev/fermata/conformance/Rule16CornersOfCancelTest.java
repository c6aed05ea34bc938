package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.spawn;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 16: every combinator, cancelled at every moment at which that may be difficult. */
class Rule16CornersOfCancelTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration CLEAN_UP = Duration.ofSeconds(8);

  private final List<String> events = new ArrayList<>();
  private final VirtualClock clock = new VirtualClock();

  private void scene(Supplier<CompletionStage<Void>> body) {
    EventLoop.run(body, clock);
  }

  private CompletableFuture<String> sleeper() {
    events.add("begins");
    try {
      await(sleep(LONG));
      return completedFuture("slept");
    } catch (CancellationException e) {
      events.add("cancelled");
      throw e;
    } finally {
      events.add("ends");
    }
  }

  private CompletableFuture<String> cleaner() {
    try {
      await(sleep(LONG));
      return completedFuture("slept");
    } finally {
      await(cleanUp());
    }
  }

  private CompletableFuture<Void> cleanUp() {
    try {
      await(sleep(CLEAN_UP));
      events.add("cleaned up");
      return completedFuture(null);
    } catch (CancellationException e) {
      events.add("clean-up cut short");
      throw e;
    }
  }

  private CompletableFuture<String> failingCleaner(RuntimeException failure) {
    try {
      await(sleep(LONG));
      return completedFuture("slept");
    } catch (CancellationException e) {
      await(sleep(CLEAN_UP));
      throw failure;
    }
  }

  private CompletableFuture<String> goesOn() {
    try {
      await(sleep(LONG));
    } catch (CancellationException e) {
      events.add("goes on");
    }
    return completedFuture("value");
  }

  /** Waits for {@code stage} however it ends. */
  private static CompletableFuture<Void> end(CompletionStage<?> stage) {
    await(stage.handle((value, failure) -> true));
    return completedFuture(null);
  }

  @ParameterizedTest
  @EnumSource
  void aCancelReachesTheStageOrStopsAtTheCombinator(Combinator combinator) {
    scene(
        () -> {
          Task<String> stage = spawn(this::sleeper);
          Task<?> waiting = combinator.around(stage);
          await(yieldNow());
          assertThat(waiting.cancel(true)).isTrue();
          await(end(waiting));
          assertThat(waiting).isCancelled();
          assertThat(stage.isCancelled()).isEqualTo(combinator.handsCancelOn);
          if (combinator.leavesItsStageAlone()) {
            assertThat(await(stage)).isEqualTo("slept");
          }
          return completedFuture(null);
        });
    if (combinator.handsCancelOn) {
      assertThat(events).containsExactly("begins", "cancelled", "ends");
    } else {
      assertThat(events).containsExactly("begins", "ends");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCancelOfTheMethodThatAwaitsItDoesTheSame(Combinator combinator) {
    scene(
        () -> {
          Task<String> stage = spawn(this::sleeper);
          Task<?> waiting = combinator.around(stage);
          Task<String> parent =
              spawn(
                  () -> {
                    await(waiting);
                    return completedFuture("not reached");
                  });
          await(yieldNow());
          assertThat(parent.cancel(true)).isTrue();
          await(end(parent));
          assertThat(parent).isCancelled();
          assertThat(waiting).isCancelled();
          assertThat(stage.isCancelled()).isEqualTo(combinator.handsCancelOn);
          return completedFuture(null);
        });
  }

  @ParameterizedTest
  @EnumSource
  void cancelledBeforeItsStageBeganThatBeginsOnlyIfTheCancelStops(Combinator combinator) {
    scene(
        () -> {
          Task<String> stage = spawn(this::sleeper);
          Task<?> waiting = combinator.around(stage);
          assertThat(waiting.cancel(true)).isTrue();
          await(end(waiting));
          assertThat(waiting).isCancelled();
          await(yieldNow());
          assertThat(stage.isCancelled()).isEqualTo(combinator.handsCancelOn);
          if (combinator.handsCancelOn) {
            assertThat(events).isEmpty();
          } else {
            assertThat(events).containsExactly("begins");
          }
          return completedFuture(null);
        });
  }

  @ParameterizedTest
  @EnumSource
  void cancelledTwiceInARowIsCancelledOnce(Combinator combinator) {
    scene(
        () -> {
          Task<String> stage = spawn(this::cleaner);
          Task<?> waiting = combinator.around(stage);
          await(yieldNow());
          assertThat(waiting.cancel(true)).isTrue();
          assertThat(waiting.cancel(true)).isTrue();
          await(end(waiting));
          assertThat(waiting).isCancelled();
          await(end(stage));
          return completedFuture(null);
        });
    assertThat(events).containsExactly("cleaned up");
    assertThat(clock.elapsed())
        .isEqualTo(combinator.handsCancelOn ? CLEAN_UP : LONG.plus(CLEAN_UP));
  }

  @ParameterizedTest
  @EnumSource
  void cancelledAgainDuringTheCleanUpItCutsThatShort(Combinator combinator) {
    scene(
        () -> {
          Task<String> stage = spawn(this::cleaner);
          Task<?> waiting = combinator.around(stage);
          await(yieldNow());
          waiting.cancel(true);
          await(sleep(CLEAN_UP.dividedBy(2)));
          assertThat(waiting.isDone()).isEqualTo(combinator.leavesItsStageAlone());
          assertThat(waiting.cancel(true)).isTrue();
          await(end(waiting));
          assertThat(waiting).isCancelled();
          await(end(stage));
          return completedFuture(null);
        });
    if (combinator.handsCancelOn) {
      assertThat(events).containsExactly("clean-up cut short");
      assertThat(clock.elapsed()).isEqualTo(CLEAN_UP.dividedBy(2));
    } else {
      assertThat(events).containsExactly("cleaned up");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailureDuringCancellationIsTheOutcomeOfWhoeverWaitsForIt(Combinator combinator) {
    var failure = new IllegalStateException("while cleaning up");
    scene(
        () -> {
          Task<String> stage = spawn(() -> failingCleaner(failure));
          Task<?> waiting = combinator.around(stage);
          await(yieldNow());
          waiting.cancel(true);
          Throwable seen = null;
          try {
            await(waiting);
          } catch (Throwable thrown) {
            seen = thrown;
          }
          if (combinator.handsCancelOn) {
            assertThat(seen).isSameAs(failure);
          } else {
            assertThat(seen).isInstanceOf(CancellationException.class);
            assertThat(stage).isNotDone();
          }
          return completedFuture(null);
        });
  }

  @ParameterizedTest
  @EnumSource
  void aStageThatGoesOnAfterACancelYieldsItsValueButNeverToAGather(Combinator combinator) {
    scene(
        () -> {
          Task<String> stage = spawn(this::goesOn);
          Task<?> waiting = combinator.around(stage);
          await(yieldNow());
          waiting.cancel(true);
          await(end(waiting));
          // as in asyncio: what gather was asked to end ends, a time limit goes by its body
          assertThat(waiting.isCancelled()).isEqualTo(combinator != Combinator.TIMEOUT);
          assertThat(await(stage)).isEqualTo("value");
          return completedFuture(null);
        });
    assertThat(events).isEqualTo(combinator.handsCancelOn ? List.of("goes on") : List.of());
  }

  @ParameterizedTest
  @EnumSource
  void aCancelRightAfterTheStageHasEndedComesTooLate(Combinator combinator) {
    scene(
        () -> {
          var stage = new CompletableFuture<String>();
          Task<?> waiting = combinator.around(stage);
          stage.complete("value");
          assertThat(waiting).isDone();
          assertThat(waiting.cancel(true)).isFalse();
          assertThat(waiting).isCompleted();
          return completedFuture(null);
        });
  }

  @ParameterizedTest
  @EnumSource
  void aValueRightAfterTheCancelComesTooLate(Combinator combinator) {
    scene(
        () -> {
          var stage = new CompletableFuture<String>();
          Task<?> waiting = combinator.around(stage);
          assertThat(waiting.cancel(true)).isTrue();
          assertThat(stage.complete("value")).isEqualTo(combinator.leavesItsStageAlone());
          await(end(waiting));
          assertThat(waiting).isCancelled();
          return completedFuture(null);
        });
  }

  @ParameterizedTest
  @EnumSource
  void aCancelOnTheTickOfTheValueWinsForTheMethodThatAwaits(Combinator combinator) {
    scene(
        () -> {
          var stage = new CompletableFuture<String>();
          Task<?> waiting = combinator.around(stage);
          Task<String> parent =
              spawn(
                  () -> {
                    await(waiting);
                    return completedFuture("not reached");
                  });
          await(yieldNow());
          stage.complete("value");
          assertThat(parent.cancel(true)).isTrue();
          await(end(parent));
          assertThat(parent).isCancelled();
          assertThat(waiting).isCompleted();
          return completedFuture(null);
        });
  }
}
