package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** {@code EventLoop.run}: from the body's first step to its outcome. */
class EventLoopRunTest {

  private final List<String> events = new ArrayList<>();

  @Test
  void itReturnsTheValueOfTheBody() {
    assertThat(EventLoop.<Integer>run(() -> Async.yieldNow().thenApply(v -> 1))).isEqualTo(1);
  }

  @Test
  void theValueMayBeNull() {
    assertThat(EventLoop.<String>run(() -> CompletableFuture.completedFuture(null))).isNull();
  }

  @Test
  void itThrowsTheFailureItselfEvenIfItIsChecked() {
    var failure = new IOException("disk");
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        Async.yieldNow()
                            .thenCompose(v -> CompletableFuture.failedFuture(failure))
                            .thenApply(v -> v)))
        .isSameAs(failure);
  }

  @Test
  void itThrowsWhatTheBodyThrows() {
    var failure = new IllegalArgumentException("body");
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void aBodyThatReturnsNullIsAFault() {
    assertThatThrownBy(() -> EventLoop.run(() -> null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void readyActionsRunInTheOrderInWhichTheyBecameReady() {
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.current();
          loop.execute(() -> events.add("a"));
          loop.spawn(
              () -> {
                events.add("b");
                return CompletableFuture.completedFuture(null);
              });
          loop.execute(() -> events.add("c"));
          return Async.yieldNow();
        });
    assertThat(events).containsExactly("a", "b", "c");
  }

  private Runnable stepping(String name, int steps) {
    return () -> {
      events.add(name);
      if (steps > 1) {
        EventLoop.current().execute(stepping(name, steps - 1));
      }
    };
  }

  @Test
  void readyTasksTakeTurns() {
    EventLoop.run(
        () -> {
          EventLoop.current().execute(stepping("a", 3));
          EventLoop.current().execute(stepping("b", 3));
          return Async.sleep(Duration.ofMillis(1));
        },
        new VirtualClock());
    assertThat(events).containsExactly("a", "b", "a", "b", "a", "b");
  }

  @Test
  void aTaskThatIsAlwaysReadyKeepsNoTimerFromRunning() {
    var stop = new boolean[1];
    EventLoop.run(
        () -> {
          new Runnable() {
            @Override
            public void run() {
              if (!stop[0]) {
                EventLoop.current().execute(this);
              }
            }
          }.run();
          return Async.sleep(Duration.ofNanos(1)).thenRun(() -> stop[0] = true);
        });
    assertThat(stop[0]).isTrue();
  }

  @Test
  void timersRunByTimeAndThenByOrder() {
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.current();
          loop.schedule(Duration.ofSeconds(2), () -> events.add("d"));
          loop.schedule(Duration.ofSeconds(1), () -> events.add("b"));
          loop.schedule(Duration.ofSeconds(1), () -> events.add("c"));
          loop.schedule(Duration.ofSeconds(-1), () -> events.add("a"));
          return loop.schedule(Duration.ofSeconds(3), () -> events.add("e"));
        },
        new VirtualClock());
    assertThat(events).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void aCancelledTimerNeverRuns() {
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.current();
          Task<Void> cancelled = loop.schedule(Duration.ofSeconds(1), () -> events.add("never"));
          cancelled.cancel(true);
          assertThat(loop.queue().timers().isEmpty()).isTrue();
          assertThat(cancelled).isCancelled();
          return loop.schedule(Duration.ofSeconds(2), () -> {});
        },
        new VirtualClock());
    assertThat(events).isEmpty();
  }

  @Test
  void aTimerWhoseActionThrowsFailsItsTask() {
    var failure = new IllegalStateException("timer");
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        EventLoop.current()
                            .schedule(
                                Duration.ofSeconds(1),
                                () -> {
                                  throw failure;
                                }),
                    new VirtualClock()))
        .isSameAs(failure);
  }

  @Test
  void timersOfTheFarFutureDoNotOverflow() {
    EventLoop.run(
        () -> {
          EventLoop.current().schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> {});
          return Async.sleep(Duration.ofSeconds(1));
        },
        new VirtualClock());
  }

  @Test
  void anActionThatThrowsIsLoggedAndTheLoopGoesOn() {
    try (var log = new LoggedEvents()) {
      EventLoop.run(
          () -> {
            EventLoop.current()
                .execute(
                    () -> {
                      throw new IllegalStateException("action");
                    });
            EventLoop.current().execute(() -> events.add("next"));
            return Async.yieldNow();
          });
      assertThat(log.messages()).singleElement().asString().startsWith("ERROR").contains("failed");
    }
    assertThat(events).containsExactly("next");
  }

  @Test
  void actionsOfOtherThreadsRunInTheirOrder() {
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.current();
          var done = new CompletableFuture<Void>();
          new Thread(
                  () -> {
                    for (int i = 0; i < 1_000; i++) {
                      String name = String.valueOf(i);
                      loop.execute(() -> events.add(name));
                    }
                    done.complete(null);
                  })
              .start();
          return HandWritten.awaiting(done);
        });
    assertThat(events).hasSize(1_000);
    assertThat(events).extracting(Integer::parseInt).isSorted();
  }

  @Test
  void whatWasAcceptedBeforeTheEndRuns() {
    EventLoop.run(
        () -> {
          EventLoop.current().execute(() -> events.add("ran"));
          return CompletableFuture.completedFuture(null);
        });
    assertThat(events).containsExactly("ran");
  }

  @Test
  void afterTheEndEverythingIsRefused() {
    EventLoop ended = EventLoop.run(() -> CompletableFuture.completedFuture(EventLoop.current()));
    assertThatThrownBy(() -> ended.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("has ended");
    assertThatThrownBy(() -> ended.spawn(() -> Async.yieldNow()))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> ended.schedule(Duration.ZERO, () -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(EventLoop::current).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void runInsideOfALoopIsRefused() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> CompletableFuture.completedFuture(EventLoop.run(Async::yieldNow))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already");
  }

  @Test
  void oneRunMayFollowAnother() {
    EventLoop first = EventLoop.run(() -> CompletableFuture.completedFuture(EventLoop.current()));
    EventLoop second = EventLoop.run(() -> CompletableFuture.completedFuture(EventLoop.current()));
    assertThat(second).isNotSameAs(first);
  }

  @Test
  void currentWithoutALoopSaysHowToGetOne() {
    assertThatThrownBy(EventLoop::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("EventLoop.run");
    assertThatThrownBy(() -> Async.sleep(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Async.spawn(Async::yieldNow))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(Async::yieldNow).isInstanceOf(IllegalStateException.class);
  }
}
