package dev.fermata.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that call blocking functions do the loop's work too, where nobody can tell. */
@Timeout(60)
class PoolThreadTurnsTest {
  private final ExecutorService pool = Executors.newFixedThreadPool(1);

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void otherWorkOfAPoolOfOneThreadHasItsTurn() {
    try (var pipeline = applying(item -> item, new Naturals(Integer.MAX_VALUE), 4)) {
      var other = new CompletableFuture<Boolean>();
      var begun = new AtomicBoolean();

      pipeline.stream()
          .takeWhile(item -> !other.isDone())
          .forEach(
              item -> {
                if (begun.compareAndSet(false, true)) {
                  pool.execute(() -> other.complete(true));
                }
              });

      assertThat(other).isCompleted();
    }
  }

  @Test
  void anExecutorWithFewerPermitsThanOperationsIsNotWaitedForByItsOwnThread() {
    var permits = new Semaphore(1);
    List<Integer> items = IntStream.range(0, 2_000).boxed().toList();

    try (var pipeline =
        Pipeline.<Integer>from(items)
            .pipeBlocking(
                "work",
                item -> item,
                s ->
                    s.concurrency(4)
                        .ordered()
                        .executor(
                            work -> {
                              permits.acquireUninterruptibly();
                              pool.execute(
                                  () -> {
                                    try {
                                      work.run();
                                    } finally {
                                      permits.release();
                                    }
                                  });
                            }))
            .build()) {
      assertThat(CompletableFuture.supplyAsync(pipeline::toList))
          .succeedsWithin(Duration.ofSeconds(30))
          .isEqualTo(items);
    }
  }

  @Test
  void whatConsumesOnTheLoopStaysOnOneThreadWhichEndsWithTheRun() throws Exception {
    var threads = new HashSet<Thread>();
    try (var pipeline = applying(item -> item, new Naturals(2_000), 2)) {
      pipeline.forEachOnLoop(
          item -> {
            assertThat(EventLoop.ifCurrent()).isPresent();
            threads.add(Thread.currentThread());
          });
    }

    assertThat(threads).hasSize(1);
    Thread loop = threads.iterator().next();
    assertThat(loop.getName()).startsWith("pipeline-").doesNotContain("blocking");
    loop.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(loop.isAlive()).isFalse();
  }

  @Test
  void aCollectorIsCalledByOneThreadAtATime() {
    var inside = new AtomicBoolean();
    var overlapped = new AtomicBoolean();
    var items = new ArrayList<Integer>(); // without a lock
    try (var pipeline = applying(item -> item, new Naturals(20_000), 3)) {
      pipeline.collect(
          Collectors.summingInt(
              item -> {
                overlapped.compareAndSet(false, !inside.compareAndSet(false, true));
                items.add(item);
                inside.set(false);
                return item;
              }));
    }

    assertThat(overlapped).isFalse();
    assertThat(items).isEqualTo(IntStream.range(0, 20_000).boxed().toList());
  }

  @Test
  void aCollectorThatAsksForAnItemIsRefused() {
    try (var pipeline = applying(item -> item, new Naturals(100), 1)) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () -> pipeline.collect(Collectors.summingInt(item -> asked(pipeline) ? item : 0)))
          .withMessageContaining("its own loop");
    }
  }

  private static boolean asked(Pipeline<Integer> pipeline) {
    try {
      return pipeline.next(Duration.ofSeconds(10)).isPresent();
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCollectorMayCloseThePipeline() {
    var pipeline = applying(item -> item, new Naturals(Integer.MAX_VALUE), 2);

    assertThat(
            CompletableFuture.supplyAsync(
                () ->
                    pipeline.collect(
                        Collectors.summingInt(
                            item -> {
                              if (item == 500) {
                                pipeline.close();
                              }
                              return 1;
                            }))))
        .succeedsWithin(Duration.ofSeconds(30))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.INTEGER)
        .isGreaterThan(500);
  }

  @Test
  void anOperationMayCloseThePipelineWhichInterruptsIt() throws Exception {
    var interrupted = new CountDownLatch(1);
    var closing = new CompletableFuture<Pipeline<Integer>>();
    var pipeline =
        applying(
            item -> {
              if (item == 100) {
                closing.join().close();
                interrupted.countDown();
              }
              return item;
            },
            new Naturals(Integer.MAX_VALUE),
            1);
    closing.complete(pipeline);

    assertThat(CompletableFuture.supplyAsync(pipeline::toList))
        .succeedsWithin(Duration.ofSeconds(30));

    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(pool.submit(Thread::interrupted).get(30, TimeUnit.SECONDS)).isFalse();
  }

  private Pipeline<Integer> applying(
      Function<Integer, Integer> operation, Iterable<Integer> source, int concurrency) {
    return Pipeline.<Integer>from(source)
        .pipeBlocking("work", operation, s -> s.concurrency(concurrency).ordered().executor(pool))
        .build();
  }
}
