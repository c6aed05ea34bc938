package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.async.EventLoop;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Pipelines for a long time, with consumers that come and go: they must leave nothing behind. A
 * moment of it in the normal build; all of it, a hundred million items, by
 *
 * <pre>
 * mvn verify -pl pipeline -am -Psoak
 * </pre>
 */
class SoakTest {
  private static final long ITEMS = Long.getLong("soak.items", 100_000);
  private static final int ROUNDS = Integer.getInteger("soak.rounds", 20);
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

  /** What a JVM may have more at the end than at the beginning, for reasons of its own. */
  private static final long ALLOWANCE = 2 << 20;

  private static final int BATCH = 100;
  private static final int SINK = 4;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final SplittableRandom random = new SplittableRandom(SEED);

  /** The loop of the last pipeline whose operations were called. */
  private final AtomicReference<EventLoop> loop = new AtomicReference<>();

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("pipeline-")) {
        thread.join(LONG.toMillis());
        assertThat(thread.isAlive()).as("%s, soak.seed=%d", thread.getName(), SEED).isFalse();
      }
    }
    assertThat(loop.get().tasks()).as("soak.seed=%d", SEED).isEmpty();
  }

  /** A source on a thread of its own, which the stages do not hold up unless they are slow. */
  private static Iterable<Long> numbers(long count) {
    return () -> LongStream.range(0, count).iterator();
  }

  private Builder<Long> stages(Iterable<Long> source) {
    return Pipeline.from(source)
        .pipe("mostly ready", this::mostlyReady, s -> s.concurrency(4).ordered())
        .pipe("ready", CompletableFuture::completedFuture, s -> {})
        .sink(SINK);
  }

  private CompletableFuture<Long> mostlyReady(long item) {
    if (item % 1000 == 0) {
      loop.set(EventLoop.current());
      await(Async.yieldNow());
    }
    return completedFuture(item);
  }

  @Test
  void itemsLeaveNothingBehind() {
    long begin = System.nanoTime();
    long sum = 0;
    long count = 0;
    long before = 0;
    long after = 0;
    try (Pipeline<List<Long>> pipeline = stages(numbers(ITEMS)).aggregate(BATCH).build()) {
      for (List<Long> batch : pipeline) {
        for (long item : batch) {
          sum += item;
        }
        count += batch.size();
        if (count == ITEMS / 10) {
          before = heapInUse();
        } else if (count == ITEMS / 10 * 9) {
          after = heapInUse();
        }
      }
    }
    assertThat(count).isEqualTo(ITEMS);
    assertThat(sum).isEqualTo(ITEMS * (ITEMS - 1) / 2);
    assertThat(before).isPositive();
    System.out.printf(
        "%,d items in %d s; heap in use %,d bytes after a tenth, %,d after nine%n",
        ITEMS, Duration.ofNanos(System.nanoTime() - begin).toSeconds(), before, after);
    assertThat(after - before).isLessThan(ALLOWANCE);
  }

  @Test
  void aConsumerThatStopsHoldsTheSourceAndFindsAllWhenItGoesOn() throws Exception {
    var source = new Naturals(ROUNDS * BATCH);
    var delivered = new ArrayList<Integer>();
    try (Pipeline<Integer> pipeline =
        Pipeline.from(source)
            .pipe("tells its loop", this::tellsItsLoop, s -> s.concurrency(4).ordered())
            .pipeBlocking("on threads", x -> x, s -> s.concurrency(2).ordered())
            .sink(SINK)
            .build()) {
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = random.nextInt(2 * BATCH); i > 0; i--) {
          pipeline.next(LONG).ifPresent(delivered::add);
        }
        // The queues, the sink, the operations, what waits for room, and what is being read.
        assertThat(source.read() - delivered.size()).isLessThanOrEqualTo(2 + 4 + 2 + 2 + SINK + 1);
      }
      pipeline.forEach(delivered::add);
    }
    assertThat(delivered).isEqualTo(IntStream.range(0, ROUNDS * BATCH).boxed().toList());
  }

  private CompletableFuture<Integer> tellsItsLoop(int item) {
    loop.set(EventLoop.current());
    return completedFuture(item);
  }

  /** Items that come one after the other, 0, 1, 2 and so on, whichever thread they come to. */
  private static final class Sequence {
    private long count;

    synchronized void add(long item) {
      assertThat(item).isEqualTo(count++);
    }

    synchronized long count() {
      return count;
    }
  }

  /** Wherever it is interrupted, what it has not got the next consumer gets. */
  @Test
  void consumersThatAreKilledLoseNothing() throws Exception {
    long all = (long) ROUNDS * BATCH * BATCH;
    var delivered = new Sequence();
    try (Pipeline<Long> pipeline = stages(numbers(all)).build()) {
      for (int round = 0; round < ROUNDS; round++) {
        long enough = delivered.count() + 1 + random.nextInt(BATCH * BATCH / 2);
        var consumer = new Thread(() -> consume(pipeline, delivered));
        consumer.start();
        while (delivered.count() < enough && consumer.isAlive()) {
          Thread.onSpinWait();
        }
        consumer.interrupt();
        consumer.join(LONG.toMillis());
        assertThat(consumer.isAlive()).isFalse();
      }
      pipeline.forEach(delivered::add);
    }
    assertThat(delivered.count()).isEqualTo(all);
  }

  private static void consume(Pipeline<Long> pipeline, Sequence delivered) {
    try {
      var next = pipeline.next(LONG);
      while (next.isPresent()) {
        delivered.add(next.get());
        next = pipeline.next(LONG);
      }
    } catch (CancellationException interrupted) {
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closedAnywhereNothingGoesOn() throws Exception {
    long before = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Pipeline<Long> pipeline = stages(numbers(Long.MAX_VALUE)).build();
      try (pipeline) {
        for (int i = 1 + random.nextInt(BATCH); i > 0; i--) {
          assertThat(pipeline.next(LONG)).isPresent();
        }
      }
      assertThat(pipeline.statistics().stages()).allMatch(stage -> stage.inFlight() == 0);
      if (round == ROUNDS / 2) {
        before = heapInUse();
      }
    }
    assertThat(heapInUse() - before).isLessThan(ALLOWANCE);
  }

  private static long heapInUse() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
