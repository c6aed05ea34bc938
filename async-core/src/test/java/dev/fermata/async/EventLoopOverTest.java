package dev.fermata.async;

import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code EventLoop.over}: tasks on a loop that exists already. */
class EventLoopOverTest {

  private final Queue<Runnable> queue = new ArrayDeque<>();
  private final List<String> events = new ArrayList<>();
  private final ExecutorService single =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "host"));

  @AfterEach
  void shutDown() {
    single.shutdownNow();
  }

  private void runHost() {
    for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
      next.run();
    }
  }

  @Test
  void tasksRunOnTheThreadOfTheHost() {
    EventLoop loop = EventLoop.over("over", single);
    Task<String> task =
        loop.spawn(
            () ->
                HandWritten.suspendedAt(
                    yieldNow(),
                    call -> {
                      Continuation.result(call.resumed());
                      assertThat(EventLoop.current()).isSameAs(loop);
                      return Continuation.completed(Thread.currentThread().getName(), call);
                    }));
    assertThat(task.join()).isEqualTo("host");
    loop.close();
    loop.whenClosed().toCompletableFuture().join();
  }

  @Test
  void itIsCurrentDuringItsTurnsOnly() {
    EventLoop loop = EventLoop.over("over", queue::add);
    loop.execute(() -> events.add("inside " + loop.isCurrent()));
    runHost();
    assertThat(events).containsExactly("inside true");
    assertThat(loop.isCurrent()).isFalse();
    assertThat(EventLoop.ifCurrent()).isEmpty();
  }

  @Test
  void theHostsOwnWorkIsHeardBetweenTurns() {
    EventLoop loop = EventLoop.over("over", queue::add);
    Runnable busy =
        new Runnable() {
          private int turns;

          @Override
          public void run() {
            events.add("turn");
            if (++turns < 3) {
              loop.execute(this);
            }
          }
        };
    loop.execute(busy);
    queue.add(() -> events.add("host"));
    runHost();
    assertThat(events).containsExactly("turn", "host", "turn", "turn");
  }

  @Test
  void anIdleLoopPostsNothing() {
    EventLoop loop = EventLoop.over("over", queue::add);
    loop.execute(() -> {});
    loop.execute(() -> {});
    assertThat(queue).hasSize(1);
    runHost();
    assertThat(queue).isEmpty();
  }

  @Test
  void timersWakeTheHost() {
    EventLoop loop = EventLoop.over("over", single);
    Task<Void> task = loop.spawn(() -> sleep(Duration.ofMillis(1)));
    task.join();
    assertThat(task).isCompleted();
  }

  /** As when the host's thread is held up just then for as long as the timer takes. */
  @Test
  void aTimerThatIsDueBeforeTheTurnIsOverIsNotLost() {
    HostedRun.Alarms alarms =
        (alarm, nanos) -> {
          alarm.run();
          return new CompletableFuture<>();
        };
    EventLoop loop = LoopStart.onHost("over", hosted -> new HostedRun(hosted, queue::add, alarms));
    Task<Void> task = loop.spawn(() -> sleep(Duration.ofNanos(1)));
    runHost();
    assertThat(task).isCompleted();
  }

  /** Between the last look for it and the end of the turn, by another thread. */
  @Test
  void aCloseThatComesBeforeTheTurnIsOverIsNotLost() {
    var closing = new CompletableFuture<EventLoop>();
    HostedRun.Alarms alarms =
        (alarm, nanos) -> {
          var closed = CompletableFuture.runAsync(() -> closing.join().close(), single);
          assertThat(closed).succeedsWithin(Duration.ofSeconds(30)); // while the turn is not over
          return closed;
        };
    EventLoop loop = LoopStart.onHost("over", hosted -> new HostedRun(hosted, queue::add, alarms));
    closing.complete(loop);
    Task<Void> task = loop.spawn(() -> sleep(Duration.ofDays(1)));
    runHost();
    assertThat(task).isCancelled();
    assertThat(loop.whenClosed().toCompletableFuture()).isCompleted();
    assertThat(queue).isEmpty();
  }

  @Test
  void onAPoolItIsCurrentOnTheThreadOfItsTurnOnly() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      EventLoop loop = EventLoop.over("over", pool);
      var turns = new CountDownLatch(1);
      var host = new CountDownLatch(1);
      var inTurn = new CompletableFuture<Boolean>();
      loop.execute(
          () -> {
            turns.countDown();
            try {
              host.await();
              inTurn.complete(loop.isCurrent() && EventLoop.current() == loop);
            } catch (InterruptedException e) {
              inTurn.completeExceptionally(e);
            }
          });
      turns.await();
      Future<Boolean> beside =
          pool.submit(() -> loop.isCurrent() || EventLoop.ifCurrent().isPresent());
      assertThat(beside.get(60, TimeUnit.SECONDS)).isFalse();
      host.countDown();
      assertThat(inTurn.get(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void anotherLoopIsAHostAndIsCurrentAgainAfterwards() {
    EventLoop.run(
        () -> {
          EventLoop host = EventLoop.current();
          EventLoop guest = EventLoop.over("guest", host);
          Task<Void> task =
              guest.spawn(
                  () -> {
                    assertThat(EventLoop.current()).isSameAs(guest);
                    return yieldNow();
                  });
          return task.thenRunAsync(() -> assertThat(EventLoop.current()).isSameAs(host), host);
        });
  }

  @Test
  void closedItCancelsWhatRunsLetsItCleanUpAndRefusesTheRest() {
    EventLoop loop = EventLoop.over("over", queue::add);
    var never = new CompletableFuture<Void>();
    Task<Void> task =
        loop.spawn(
            () ->
                HandWritten.cleaningUp(
                    never,
                    failure -> {
                      events.add("cleans up");
                      return yieldNow();
                    }));
    runHost();
    loop.close();
    assertThat(task).isNotDone();
    runHost();
    assertThat(task).isCancelled();
    assertThat(never).isCancelled();
    assertThat(events).containsExactly("cleans up");
    assertThat(loop.whenClosed().toCompletableFuture()).isCompleted();
    loop.close(); // twice is once
    assertThat(queue).isEmpty();
    assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void anExecutorThatRunsInsideOfExecuteIsRefused() {
    EventLoop loop = EventLoop.over("direct", Runnable::run);
    assertThatThrownBy(() -> loop.execute(() -> events.add("never")))
        .hasMessageContaining("has to queue them");
    assertThat(events).isEmpty();
  }

  @Test
  void whenTheHostRefusesSoDoesTheLoop() {
    single.shutdown();
    EventLoop loop = EventLoop.over("over", single);
    assertThatThrownBy(() -> loop.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("event loop over");
  }

  @Test
  void manyThreadsHandOverAndNothingIsLostEvenOnAPool() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      EventLoop loop = EventLoop.over("over", pool);
      var inside = new AtomicInteger();
      var count = new int[1]; // not synchronized: turns never overlap
      Runnable action =
          () -> {
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            count[0]++;
            inside.decrementAndGet();
          };
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        var thread =
            new Thread(
                () -> {
                  for (int i = 0; i < 10_000; i++) {
                    loop.execute(action);
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      int all = loop.spawn(() -> CompletableFuture.completedFuture(count[0])).join();
      assertThat(all).isEqualTo(40_000);
    } finally {
      pool.shutdownNow();
    }
  }
}
