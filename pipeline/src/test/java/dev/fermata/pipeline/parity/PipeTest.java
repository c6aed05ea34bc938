package dev.fermata.pipeline.parity;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.Draining.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kinds of operations, where they run, and what becomes of empty results. */
@Timeout(60)
class PipeTest {

  @BothOrders
  void anOperationIsAnAsyncMethodOrABlockingFunction(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(200))
            .pipe("async", PipeTest::next, s -> s.concurrency(concurrency).ordered(ordered))
            .pipeBlocking("blocking", x -> 2 * x, s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    var expected = IntStream.rangeClosed(1, 200).map(x -> 2 * x).boxed().toList();
    assertThat(drain(pipeline)).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static CompletableFuture<Integer> next(int x) {
    await(Async.yieldNow());
    return completedFuture(x + 1);
  }

  @BothOrders
  void theConcurrencyIsReachedByBlockingFunctionsToo(boolean ordered, int concurrency) {
    var together = new CyclicBarrier(concurrency);
    var pipeline =
        Pipeline.from(new Naturals(4 * concurrency))
            .pipeBlocking(
                "meets",
                x -> {
                  try {
                    together.await(20, TimeUnit.SECONDS);
                    return x;
                  } catch (Exception e) {
                    throw new IllegalStateException("nobody came", e);
                  }
                },
                s -> s.concurrency(concurrency).ordered(ordered).maxFailures(0))
            .build();

    assertThat(drain(pipeline)).hasSize(4 * concurrency);
  }

  @Test
  void withoutConcurrencyOneItemIsInWorkAtATime() {
    var pipeline = Pipeline.from(new Naturals(1)).pipe("one", PipeTest::next, s -> {}).build();

    assertThat(pipeline.statistics().stage("one").concurrency()).isOne();
    assertThat(drain(pipeline)).containsExactly(1);
  }

  @BothOrders
  void aBlockingFunctionRunsOnTheExecutorOfItsStage(boolean ordered, int concurrency) {
    var threads = Executors.newFixedThreadPool(2, work -> new Thread(work, "of the stage"));
    try {
      var pipeline =
          Pipeline.from(new Naturals(50))
              .pipeBlocking(
                  "thread",
                  x -> Thread.currentThread().getName(),
                  s -> s.concurrency(concurrency).ordered(ordered).executor(threads))
              .build();

      assertThat(drain(pipeline)).hasSize(50).containsOnly("of the stage");
      assertThat(threads.isShutdown()).as("whose it is, closes it").isFalse();
    } finally {
      threads.shutdown();
    }
  }

  @BothOrders
  void aFunctionOfManyResultsIsCalledAndIteratedOnTheExecutorOfItsStage(
      boolean ordered, int concurrency) {
    var threads = Executors.newFixedThreadPool(2, work -> new Thread(work, "of the stage"));
    try {
      var pipeline =
          Pipeline.from(new Naturals(50))
              .pipeStream(
                  "threads",
                  x ->
                      Stream.of(Thread.currentThread().getName(), "")
                          .map(caller -> caller + "/" + Thread.currentThread().getName()),
                  s -> s.concurrency(concurrency).ordered(ordered).executor(threads))
              .build();

      assertThat(drain(pipeline))
          .hasSize(100)
          .containsOnly("of the stage/of the stage", "/of the stage");
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void otherwiseItRunsOnTheThreadsOfThePipelineAndAnAsyncMethodOnItsLoop() {
    var pipeline =
        Pipeline.from(new Naturals(1))
            .pipe("loop", x -> completedFuture(Thread.currentThread().getName()), s -> {})
            .pipeBlocking("thread", loop -> loop + "/" + Thread.currentThread().isDaemon(), s -> {})
            .build();

    assertThat(drain(pipeline).get(0)).matches("pipeline-\\d+/true");
  }

  @BothOrders
  void anEmptyResultDropsTheItem(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(90))
            .pipe(
                "null",
                x -> completedFuture(x % 3 == 0 ? null : x),
                s -> s.concurrency(concurrency).ordered(ordered))
            .pipeBlocking(
                "empty",
                x -> x % 3 == 1 ? Optional.empty() : x,
                s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    assertThat(drain(pipeline)).hasSize(30).allMatch(x -> (Integer) x % 3 == 2);
    assertThat(pipeline.statistics().stage("null").dropped()).isEqualTo(30);
    assertThat(pipeline.statistics().stage("empty").dropped()).isEqualTo(30);
    assertThat(pipeline.statistics().stage("empty").failed()).isZero();
  }
}
