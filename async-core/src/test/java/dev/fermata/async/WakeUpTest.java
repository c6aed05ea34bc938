package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A loop that goes to sleep while other threads hand over to it: it hears of each action. The
 * threads meet in every round, so that the loop is about to sleep when the next one begins, and a
 * lost signal stops the test for good.
 */
@Timeout(120) // of a loop that sleeps for ever
class WakeUpTest {

  private static final int ROUNDS = 20_000;

  private final ExecutorService host = Executors.newSingleThreadExecutor();

  @AfterEach
  void shutDown() {
    host.shutdownNow();
  }

  /** Another moment in each round, from the action before to well after the loop sleeps. */
  private static void dither(int round) {
    for (int i = round % 97; i > 0; i--) {
      Thread.onSpinWait();
    }
  }

  /** Returns when every action has run. */
  private static void handOverWheneverItGoesToSleep(EventLoop loop) throws InterruptedException {
    var ran = new AtomicInteger();
    for (int round = 0; round < ROUNDS; round++) {
      var heard = new CountDownLatch(1);
      dither(round);
      loop.execute(
          () -> {
            ran.incrementAndGet();
            heard.countDown();
          });
      heard.await();
    }
    assertThat(ran).hasValue(ROUNDS);
  }

  @Test
  void anActionIsHeardHoweverCloseTheLoopIsToSleep() throws InterruptedException {
    try (EventLoop loop = EventLoop.start("sleeper")) {
      handOverWheneverItGoesToSleep(loop);
    }
  }

  @Test
  void anActionIsHeardByALoopThatSleepsUntilATimer() throws InterruptedException {
    try (EventLoop loop = EventLoop.start("sleeper")) {
      Task<Void> timer = loop.schedule(Duration.ofDays(1), () -> {});
      handOverWheneverItGoesToSleep(loop);
      assertThat(timer).isNotDone();
    }
  }

  @Test
  void anActionIsHeardByALoopOnAHostHoweverCloseItsTurnIsToItsEnd() throws InterruptedException {
    EventLoop loop = EventLoop.over("hosted", host);
    handOverWheneverItGoesToSleep(loop);
    loop.close();
    loop.whenClosed().toCompletableFuture().join();
    assertThat(loop.tasks()).isEmpty();
  }

  @Test
  void threadsThatHandOverAtTheSameMomentAreAllHeard() throws Exception {
    int threads = 3;
    try (EventLoop loop = EventLoop.start("sleeper")) {
      var heard = new int[1]; // the loop's own
      var meeting = new CyclicBarrier(threads);
      var ends = new CountDownLatch(threads);
      for (int t = 0; t < threads; t++) {
        new Thread(() -> handOverTogether(loop, meeting, heard, ends)).start();
      }
      ends.await();
      assertThat(loop.spawn(() -> CompletableFuture.completedFuture(heard[0])).join())
          .isEqualTo(threads * ROUNDS / 10);
    }
  }

  private static void handOverTogether(
      EventLoop loop, CyclicBarrier meeting, int[] heard, CountDownLatch ends) {
    try {
      for (int round = 0; round < ROUNDS / 10; round++) {
        var mine = new CountDownLatch(1);
        meeting.await();
        loop.execute(
            () -> {
              heard[0]++;
              mine.countDown();
            });
        mine.await();
      }
      ends.countDown();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void twoLoopsThatWakeOneAnotherNeverBothSleep() {
    try (EventLoop one = EventLoop.start("one");
        EventLoop two = EventLoop.start("two")) {
      var over = new CompletableFuture<Integer>();
      one.execute(() -> handOn(one, two, 0, over));
      assertThat(over.join()).isEqualTo(ROUNDS);
    }
  }

  private static void handOn(
      EventLoop here, EventLoop there, int hops, CompletableFuture<Integer> over) {
    if (hops == ROUNDS) {
      over.complete(hops);
    } else {
      there.execute(() -> handOn(there, here, hops + 1, over));
    }
  }

  @Test
  void completionsByAnotherThreadResumeACallHoweverCloseTheLoopIsToSleep() {
    try (EventLoop loop = EventLoop.start("sleeper")) {
      for (int round = 0; round < ROUNDS; round++) {
        var source = new CompletableFuture<Integer>();
        Task<Integer> call = loop.spawn(() -> HandWritten.awaiting(source));
        dither(round);
        source.complete(round);
        assertThat(call.join()).isEqualTo(round);
      }
    }
  }
}
