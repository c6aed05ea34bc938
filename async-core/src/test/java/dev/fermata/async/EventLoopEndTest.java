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
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What happens to that which still runs when a loop's body has ended. */
class EventLoopEndTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualClock clock = new VirtualClock();
  private final List<String> events = new ArrayList<>();

  private CompletionStage<Void> sleepAndTell(String name) {
    return HandWritten.cleaningUp(
        Async.sleep(HOUR),
        thrown -> {
          events.add(name + " " + thrown.getClass().getSimpleName());
          return Async.sleep(Duration.ofSeconds(1)).thenRun(() -> events.add(name + " ended"));
        });
  }

  @Test
  void spawnedTasksAreCancelledAndCleanUp() {
    Task<Void> left =
        EventLoop.run(
            () -> {
              Task<Void> task = Async.spawn(() -> sleepAndTell("task"));
              return Async.yieldNow().thenApply(v -> task);
            },
            clock);
    assertThat(left).isCancelled();
    assertThat(events).containsExactly("task CancellationException", "task ended");
    assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void suspendedCallsThatWereNeverSpawnedAreCancelledToo() {
    EventLoop.run(
        () -> {
          sleepAndTell("call");
          return CompletableFuture.completedFuture(null);
        },
        clock);
    assertThat(events).containsExactly("call CancellationException", "call ended");
  }

  @Test
  void aTaskThatHasNotBegunNeverDoes() {
    Task<Void> left =
        EventLoop.run(
            () -> {
              var task = new CompletableFuture<Task<Void>>();
              EventLoop.current()
                  .execute(() -> task.complete(Async.spawn(() -> sleepAndTell("never"))));
              return task;
            },
            clock);
    assertThat(left).isCancelled();
    assertThat(events).isEmpty();
  }

  @Test
  void timersAreCancelled() {
    Task<Void> timer =
        EventLoop.run(
            () ->
                CompletableFuture.completedFuture(
                    EventLoop.current().schedule(HOUR, () -> events.add("never"))),
            clock);
    assertThat(timer).isCancelled();
    assertThat(events).isEmpty();
    assertThat(clock.elapsed()).isZero();
  }

  @Test
  void theOutcomeOfTheBodyIsThatOfTheRunWhateverTheRestDoes() {
    String value =
        EventLoop.run(
            () -> {
              HandWritten.cleaningUp(
                  Async.sleep(HOUR),
                  thrown -> CompletableFuture.failedFuture(new IllegalStateException("clean-up")));
              return CompletableFuture.completedFuture("value");
            },
            clock);
    assertThat(value).isEqualTo("value");
  }

  private static CompletionStage<Void> sleepWhateverComes() {
    return HandWritten.awaitingOr(Async.sleep(HOUR), cancelled -> sleepWhateverComes());
  }

  @Test
  void aBodyThatSwallowsTheCancelIsReportedAfterTheGraceAndLeftAlone() {
    try (var log = new LoggedEvents()) {
      EventLoop.run(
          () -> {
            sleepWhateverComes();
            return CompletableFuture.completedFuture(null);
          },
          clock);
      assertThat(log.messages())
          .anySatisfy(
              message -> assertThat(message).startsWith("WARN").contains("abandoned", "PT10S"));
    }
    assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whatTheCleanUpSpawnsMayRunToItsEnd() {
    EventLoop.run(
        () -> {
          HandWritten.cleaningUp(
              Async.sleep(HOUR),
              thrown ->
                  Async.spawn(
                      () ->
                          HandWritten.awaiting(Async.sleep(Duration.ofSeconds(1)))
                              .thenRun(() -> events.add("cleaned up"))));
          return CompletableFuture.completedFuture(null);
        },
        clock);
    assertThat(events).containsExactly("cleaned up");
  }

  @Test
  void everythingThatOtherThreadsHandOverWhileItEndsEitherRunsOrIsRefused() {
    for (int round = 0; round < 50; round++) {
      EventLoop loop = EventLoop.start("ending");
      var spawned = new ArrayList<Task<Void>>();
      var begun = new CompletableFuture<Void>();
      var spawner =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 500; i++) {
                    spawned.add(loop.spawn(() -> Async.sleep(HOUR)));
                    spawned.add(loop.schedule(HOUR, () -> {}));
                    begun.complete(null);
                  }
                } catch (RejectedExecutionException ended) {
                  begun.complete(null);
                }
              });
      spawner.start();
      begun.join();
      loop.close();
      joinUninterruptibly(spawner);
      assertThat(spawned).allMatch(CompletableFuture::isCancelled);
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closingCancelsWhatRunsAndWaitsForItsCleanUp() {
    EventLoop loop = EventLoop.start("closed", clock);
    var begun = new CompletableFuture<Void>();
    // On the loop's thread all the way; events is read after close, which comes later.
    Task<Void> task =
        loop.spawn(
            () -> {
              begun.complete(null);
              return HandWritten.cleaningUp(
                  new CompletableFuture<Void>(),
                  thrown -> Async.yieldNow().thenRun(() -> events.add("cleaned up")));
            });
    begun.join();
    loop.close();
    assertThat(task).isCancelled();
    assertThat(events).containsExactly("cleaned up");
  }

  @Test
  void closingTwiceIsClosingOnce() {
    EventLoop loop = EventLoop.start("closed twice");
    loop.close();
    loop.close();
    assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void itsOwnThreadClosesItWithoutWaiting() {
    EventLoop loop = EventLoop.start("closes itself");
    Task<String> task =
        loop.spawn(
            () -> {
              loop.close();
              return CompletableFuture.completedFuture("closed");
            });
    assertThat(task.join()).isEqualTo("closed");
    loop.close();
  }

  @Test
  void closingTheLoopOfARunWaitsForItsEnd() throws InterruptedException {
    var closer = new Thread[1];
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.current();
          loop.close();
          closer[0] = new Thread(loop::close);
          closer[0].start();
          return Async.yieldNow();
        });
    closer[0].join();
  }

  @Test
  void theThreadOfAStartedLoopIsADaemonWithItsName() {
    try (EventLoop loop = EventLoop.start("named")) {
      Thread thread =
          loop.spawn(() -> CompletableFuture.completedFuture(Thread.currentThread())).join();
      assertThat(thread.getName()).isEqualTo("named");
      assertThat(thread.isDaemon()).isTrue();
      assertThat(loop).hasToString("event loop named");
    }
  }

  @Test
  void aTaskOfAStartedLoopMayBeCancelledByAnyThread() {
    try (EventLoop loop = EventLoop.start("cancelled")) {
      Task<Void> task = loop.spawn(() -> Async.sleep(HOUR));
      assertThat(task.cancel(true)).isTrue();
      assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void closedByAnActionOfItsLastTurnItEnds() {
    EventLoop loop = EventLoop.start("closed late");
    loop.execute(
        () -> {
          loop.close();
          loop.execute(loop::close);
        });
    loop.close();
    assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
  }
}
