package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A task is a future that knows who waits for it, and can be asked to end. */
class TaskTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualClock clock = new VirtualClock();
  private final List<String> events = new ArrayList<>();

  private Continuation<Void> tellWhenResumed(CompletionStage<?> stage, String name) {
    return HandWritten.suspendedAt(
        stage,
        call -> {
          Continuation.result(call.resumed());
          events.add(name);
          return Continuation.completed(null, call);
        });
  }

  @Test
  void waitersGoOnInTheOrderInWhichTheyCame() {
    EventLoop.run(
        () -> {
          Task<Void> task = Async.yieldNow();
          tellWhenResumed(task, "a");
          tellWhenResumed(task, "b");
          tellWhenResumed(task, "c");
          return tellWhenResumed(task, "d");
        });
    assertThat(events).containsExactly("a", "b", "c", "d");
  }

  @Test
  void withoutALoopWaitersGoOnInTheirOrderToo() {
    var task = new Task<String>();
    tellWhenResumed(task, "a");
    tellWhenResumed(task, "b");
    task.complete("");
    tellWhenResumed(task, "late");
    assertThat(events).containsExactly("a", "b", "late");
  }

  @Test
  void cancelledBeforeItBeginsItNeverRuns() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Task<Void> task =
                          Async.spawn(
                              () -> {
                                events.add("ran");
                                return Async.yieldNow();
                              });
                      assertThat(task.cancel(true)).isTrue();
                      assertThat(task).isNotDone();
                      return task;
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(events).isEmpty();
  }

  @Test
  void cancelledWhileItIsSuspendedItEndsWhenItsBodyHas() {
    EventLoop.run(
        () -> {
          Task<Void> task =
              HandWritten.cleaningUp(
                  Async.sleep(HOUR),
                  thrown -> Async.yieldNow().thenRun(() -> events.add("cleaned up")));
          assertThat(task.cancel(true)).isTrue();
          assertThat(task).isNotDone();
          return task.handle(
              (value, failure) -> {
                assertThat(failure).isInstanceOf(CancellationException.class);
                events.add("ended");
                return null;
              });
        },
        clock);
    assertThat(events).containsExactly("cleaned up", "ended");
    assertThat(clock.elapsed()).isZero();
  }

  @Test
  void cancelledTwiceItsCleanUpIsCancelled() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Task<Void> task =
                          HandWritten.cleaningUp(Async.sleep(HOUR), thrown -> Async.sleep(HOUR));
                      task.cancel(true);
                      EventLoop.current().schedule(Duration.ofSeconds(1), () -> task.cancel(true));
                      return task;
                    },
                    clock))
        .isInstanceOf(CancellationException.class);
    assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void twoCancelsInOneTurnAreOne() {
    String value =
        EventLoop.run(
            () -> {
              Task<String> task =
                  HandWritten.awaitingOr(
                      Async.sleep(HOUR).thenApply(v -> "slept"),
                      cancelled ->
                          HandWritten.awaiting(
                              Async.sleep(Duration.ofSeconds(1)).thenApply(v -> "went on")));
              task.cancel(true);
              task.cancel(true);
              return task;
            },
            clock);
    assertThat(value).isEqualTo("went on");
  }

  @Test
  void afterItsEndACancelIsRefused() {
    var task = new Task<String>();
    task.complete("value");
    assertThat(task.cancel(true)).isFalse();
    assertThat(task).isCompletedWithValue("value");
  }

  @Test
  void whatIsCancelledMayBeCancelledAgain() {
    var task = new Task<String>();
    assertThat(task.cancel(true)).isTrue();
    assertThat(task.cancel(true)).isTrue();
    assertThat(task).isCancelled();
  }

  @Test
  void aTaskThatCancelsItselfAndReturnsWithoutAnotherAwaitEndsCancelled() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        HandWritten.suspendedAt(
                            Async.yieldNow(),
                            call -> {
                              Continuation.result(call.resumed());
                              call.cancel(true);
                              return Continuation.completed("value", call);
                            })))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aBodyThatReturnsItsOwnTaskFails() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      var own = new ArrayList<Task<Void>>();
                      own.add(Async.spawn(() -> own.get(0)));
                      return own.get(0);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("its own end");
  }

  @Test
  void aChainOfAHundredThousandCallsIsCancelled() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      CompletionStage<Void> innermost = Async.sleep(HOUR);
                      Continuation<Void> call = HandWritten.awaiting(innermost);
                      for (int i = 0; i < 100_000; i++) {
                        call = HandWritten.awaiting(call);
                      }
                      call.cancel(true);
                      return call;
                    },
                    clock))
        .isInstanceOf(CancellationException.class);
    assertThat(clock.elapsed()).isZero();
  }

  @Test
  void withoutALoopAChainOfAHundredThousandCallsEnds() {
    var gate = new CompletableFuture<String>();
    Continuation<String> call = HandWritten.awaiting(gate);
    for (int i = 0; i < 100_000; i++) {
      call = HandWritten.awaiting(call);
    }
    gate.complete("through");
    assertThat(call).isCompletedWithValue("through");
  }

  @Test
  void obtrudingAValueWakesWhoWaits() {
    var task = new Task<String>();
    Continuation<String> waiter = HandWritten.awaiting(task);
    task.obtrudeValue("obtruded");
    assertThat(waiter).isCompletedWithValue("obtruded");
    task.obtrudeException(new IllegalStateException());
    assertThat(task).isCompletedExceptionally();
  }

  @Test
  void obtrudingAFailureWakesWhoWaits() {
    var task = new Task<String>();
    Continuation<String> waiter = HandWritten.awaiting(task);
    var failure = new IllegalStateException("obtruded");
    task.obtrudeException(failure);
    assertThatThrownBy(() -> Continuation.result(waiter)).isSameAs(failure);
  }

  @Test
  void completeAsyncWakesWhoWaits() {
    var task = new Task<String>();
    Continuation<String> waiter = HandWritten.awaiting(task);
    assertThat(task.completeAsync(() -> "later", Runnable::run)).isSameAs(task);
    assertThat(waiter).isCompletedWithValue("later");
    assertThat(HandWritten.awaiting(new Task<String>().completeAsync(() -> "pool")).join())
        .isEqualTo("pool");
  }

  @Test
  void completeAsyncTakesOverAFailure() {
    var failure = new IllegalStateException("supplier");
    var task = new Task<String>();
    task.completeAsync(
        () -> {
          throw failure;
        },
        Runnable::run);
    assertThatThrownBy(() -> Continuation.result(task)).isSameAs(failure);
  }

  @Test
  void theTimeoutsOfCompletableFutureWakeWhoWaits() {
    var task = new Task<String>();
    Continuation<String> waiter = HandWritten.awaiting(task);
    task.completeOnTimeout("default", 1, TimeUnit.NANOSECONDS);
    assertThat(waiter.join()).isEqualTo("default");
  }

  @Test
  void whatHasEndedHoldsOnToNothing() {
    var gate = new CompletableFuture<String>();
    Continuation<String> call = HandWritten.awaiting(gate);
    gate.complete("");
    assertThat(call.phase()).isEqualTo(TaskPhase.SUCCEEDED);
    assertThat(call.awaiting()).isEmpty();
    assertThat(call.describe()).contains("Completed normally");
  }
}
