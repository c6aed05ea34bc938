package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody who is ready keeps others from being heard: timers, other threads, the host. */
@Timeout(60) // of a loop that starves somebody
class FairnessTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Queue<Runnable> host = new ArrayDeque<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private EventLoop start(LoopClock clock) {
    EventLoop loop = EventLoop.start("fair", clock);
    open.add(loop);
    return loop;
  }

  /** {@code while (true) await(yieldNow());} */
  private static Continuation<Void> yieldForEver(Runnable eachTime) {
    return HandWritten.suspendedAt(
        Async.yieldNow(),
        call -> {
          Continuation.result(call.resumed());
          eachTime.run();
          return call.suspend(Async.yieldNow(), 0);
        });
  }

  /** A clock that goes on by a millisecond whenever it is read, as the loop never sleeps. */
  private static LoopClock readingTakesTime() {
    var clock = new VirtualClock();
    return new LoopClock() {
      @Override
      public long nanoTime() {
        clock.idle(Duration.ofMillis(1).toNanos(), false);
        return clock.nanoTime();
      }

      @Override
      public void idle(long nanos, boolean othersAtWork) {
        throw new AssertionError("a loop with a task that is always ready does not sleep");
      }
    };
  }

  @Test
  void aTaskThatYieldsForEverDoesNotStarveATimer() {
    var yields = new AtomicInteger();
    EventLoop.run(
        () -> {
          yieldForEver(yields::incrementAndGet);
          return Async.sleep(SECOND);
        },
        readingTakesTime());
    assertThat(yields.get()).isBetween(100, 10_000); // one or a few per millisecond
  }

  @Test
  void aTaskThatYieldsForEverDoesNotStarveOtherThreads() throws InterruptedException {
    EventLoop loop = start(LoopClock.system());
    var yielding = new CountDownLatch(1);
    loop.spawn(() -> yieldForEver(yielding::countDown));
    yielding.await();
    var heard = new CountDownLatch(1_000);
    for (int i = 0; i < 1_000; i++) {
      loop.execute(heard::countDown);
    }
    heard.await();
    assertThat(loop.tasks()).isNotEmpty();
  }

  @Test
  void aTaskThatYieldsForEverDoesNotKeepALoopFromClosing() throws InterruptedException {
    EventLoop loop = start(LoopClock.system());
    var yielding = new CountDownLatch(1);
    Task<Void> endless = loop.spawn(() -> yieldForEver(yielding::countDown));
    yielding.await();
    loop.close();
    assertThat(endless).isCancelled();
  }

  @Test
  void workOfOtherThreadsIsHeardWithinABatchHoweverMuchIsReady() {
    int ready = 100 * ReadyQueue.BATCH;
    var before = new AtomicInteger();
    var ranAfter = new CompletableFuture<Integer>();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.current();
          loop.execute(() -> handOverByAnotherThread(loop, before, ranAfter));
          for (int i = 0; i < ready; i++) {
            loop.execute(again(loop, before, ranAfter));
          }
          return ranAfter;
        });
    // Behind those that were ready when it came, but ahead of what these make ready in their turn.
    assertThat(ranAfter.join()).isBetween(ready, ready + ReadyQueue.BATCH);
  }

  private static Runnable again(
      EventLoop loop, AtomicInteger runs, CompletableFuture<Integer> until) {
    return new Runnable() {
      @Override
      public void run() {
        runs.incrementAndGet();
        if (!until.isDone()) {
          loop.execute(this);
        }
      }
    };
  }

  private static void handOverByAnotherThread(
      EventLoop loop, AtomicInteger runs, CompletableFuture<Integer> ranAfter) {
    var thread = new Thread(() -> loop.execute(() -> ranAfter.complete(runs.get())));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTimerThatBecomesDueDuringABatchComesBeforeWhatBecomesReadyAfterIt() {
    var clock = new VirtualClock();
    var events = new ArrayList<String>();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.current();
          var done = new CompletableFuture<Void>();
          loop.schedule(SECOND, () -> events.add("timer"));
          loop.execute(() -> clock.idle(SECOND.toNanos(), false)); // takes a second
          for (int i = 0; i < ReadyQueue.BATCH; i++) {
            loop.execute(() -> {});
          }
          loop.execute(() -> loop.execute(() -> events.add("later")));
          loop.execute(() -> loop.execute(() -> done.complete(null)));
          return done;
        },
        clock);
    assertThat(events).containsExactly("timer", "later");
  }

  @Test
  void aHostIsHeardAfterEachBatchOfALoopOverIt() {
    EventLoop loop = EventLoop.over("over", host::add);
    var order = new ArrayList<String>();
    var runs = new AtomicInteger();
    for (int i = 0; i < 3 * ReadyQueue.BATCH; i++) {
      loop.execute(runs::incrementAndGet);
    }
    while (!host.isEmpty()) {
      host.remove().run();
      order.add("host after " + runs.get());
    }
    assertThat(order)
        .containsExactly(
            "host after " + ReadyQueue.BATCH,
            "host after " + 2 * ReadyQueue.BATCH,
            "host after " + 3 * ReadyQueue.BATCH);
  }

  @Test
  void aTaskThatYieldsForEverLeavesAHostItsTurns() {
    EventLoop loop = EventLoop.over("over", host::add);
    loop.spawn(() -> yieldForEver(() -> {}));
    for (int turn = 0; turn < 1_000; turn++) {
      assertThat(host).hasSize(1); // the next turn, and it is the host that takes it
      host.remove().run();
    }
    loop.close();
    while (!host.isEmpty()) {
      host.remove().run();
    }
    assertThat(loop.whenClosed().toCompletableFuture()).isCompleted();
  }

  @Test
  void whatIsReadyRunsFirstInFirstOutAcrossBatches() {
    int count = 3 * ReadyQueue.BATCH + 1;
    var order = new ArrayList<Integer>();
    EventLoop.run(
        () -> {
          var done = new CompletableFuture<Void>();
          for (int i = 0; i < count; i++) {
            int number = i;
            EventLoop.current().execute(() -> order.add(number));
          }
          EventLoop.current().execute(() -> done.complete(null));
          return done;
        });
    assertThat(order).hasSize(count).isSorted();
  }
}
