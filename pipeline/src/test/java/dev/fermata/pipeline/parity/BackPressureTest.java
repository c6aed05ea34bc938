package dev.fermata.pipeline.parity;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.ManualOperation;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.random.QuietClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything between source and consumer is bounded. */
@Timeout(60)
class BackPressureTest {
  private static final int READ_AHEAD = 2;
  private static final int QUEUE = 2;

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 3, 2", "4, 2, 5", "8, 8, 1"})
  void theSourceIsReadAsFarAsThereIsRoomAndNoFurther(int first, int second, int sink)
      throws Exception {
    int keptFree = sink - sink / 2 - 1; // who waits for room at the sink gets it by the half
    int room = READ_AHEAD + first + QUEUE + second + sink;
    var source = new Naturals(Integer.MAX_VALUE);
    try (var pipeline =
        Pipeline.from(source)
            .pipe("first", x -> completedFuture(x), s -> s.concurrency(first).ordered())
            .pipeBlocking("second", x -> x, s -> s.concurrency(second))
            .sink(sink)
            .build()) {
      pipeline.start();
      for (int taken = 0; taken < 50; taken++) {
        source.awaitRead(taken + room - keptFree);
        assertThat(source.read()).isLessThanOrEqualTo(taken + room);
        pipeline.iterator().next();
      }
    }
  }

  @BothOrders
  void whileTheConsumerPausesNoThreadIsHeld(boolean ordered, int concurrency) throws Exception {
    var threads = new ThreadPoolExecutor(8, 8, 1, TimeUnit.DAYS, new LinkedBlockingQueue<>());
    var clock = new QuietClock();
    try (var pipeline =
        Pipeline.from(new Naturals(1000))
            .pipeBlocking(
                "one", x -> x, s -> s.concurrency(concurrency).ordered(ordered).executor(threads))
            .pipeStream(
                "many",
                x -> Stream.generate(() -> x),
                s -> s.concurrency(concurrency).ordered(ordered).executor(threads))
            .clock(clock)
            .build()) {
      pipeline.start();
      for (int taken = 0; taken < 10; taken++) {
        clock.awaitQuiet();
        while (threads.getActiveCount() > 0) {
          Thread.onSpinWait(); // A worker counts as active until it has gone for other work.
        }
        assertThat(threads.getQueue()).isEmpty();
        pipeline.iterator().next();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void noMoreOperationsAreInFlightThanTheConcurrencySays(boolean ordered) throws Exception {
    var operation = new ManualOperation<Integer>();
    try (var pipeline =
        Pipeline.from(new Naturals(100))
            .pipe("manual", operation, s -> s.concurrency(3).ordered(ordered))
            .build()) {
      pipeline.start();
      for (int i = 0; i < 100; i++) {
        operation.call(Math.min(i + 2, 99));
        assertThat(operation.count()).isEqualTo(Math.min(i + 3, 100));
        operation.succeed(i);
        assertThat(pipeline.iterator().next()).isEqualTo(i);
      }
    }
  }

  @Test
  void anOperationThatWaitsForRoomStillCounts() throws Exception {
    var inFlight = new AtomicInteger();
    var most = new AtomicInteger();
    var source = new Naturals(500);
    try (var pipeline =
        Pipeline.from(source)
            .pipe(
                "count",
                x -> {
                  most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                  return completedFuture(x);
                },
                s -> s.concurrency(4))
            .sink(1)
            .build()) {
      pipeline.forEach(item -> inFlight.decrementAndGet());
    }
    assertThat(most).as("four in flight and one in the sink, or just taken").hasValueLessThan(7);
  }

  @Test
  void aLaterItemDoesNotOvertakeInInputOrderAndDoesInCompletionOrder() throws Exception {
    var operation = new ManualOperation<Integer>();
    try (var pipeline =
        Pipeline.from(new Naturals(2))
            .pipe("manual", operation, s -> s.concurrency(2).ordered())
            .build()) {
      pipeline.start();
      operation.succeed(1);
      operation.succeed(0);
      assertThat(pipeline).containsExactly(0, 1);
    }

    var other = new ManualOperation<Integer>();
    try (var pipeline =
        Pipeline.from(new Naturals(2)).pipe("manual", other, s -> s.concurrency(2)).build()) {
      pipeline.start();
      other.succeed(1);
      assertThat(pipeline.iterator().next()).isEqualTo(1);
      other.succeed(0);
      assertThat(pipeline.iterator().next()).isEqualTo(0);
    }
  }

  @Test
  void aSourceThatBlocksHoldsUpNeitherTheLoopNorTheStages() throws Exception {
    var more = new CountDownLatch(1);
    Iterable<Integer> source =
        () ->
            java.util.stream.Stream.of(1, 2, 3)
                .peek(
                    x -> {
                      if (x == 3) {
                        waitFor(more);
                      }
                    })
                .iterator();
    try (var pipeline =
        Pipeline.from(source)
            .pipe("a", x -> CompletableFuture.supplyAsync(() -> x), s -> s.concurrency(2))
            .pipeBlocking("b", x -> x, s -> s.concurrency(2))
            .build()) {
      var items = pipeline.iterator();
      assertThat(items.next() + items.next()).isEqualTo(3);
      more.countDown();
      assertThat(items.next()).isEqualTo(3);
      assertThat(items.hasNext()).isFalse();
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
