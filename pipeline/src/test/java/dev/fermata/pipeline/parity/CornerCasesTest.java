package dev.fermata.pipeline.parity;

import static dev.fermata.pipeline.Draining.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fermata.pipeline.ManualOperation;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
import dev.fermata.pipeline.QueueStatistics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is settled where one might think otherwise, as far as no other class here shows it. */
@Timeout(60)
class CornerCasesTest {

  @Test
  void withoutSinkTheBufferHoldsTwo() throws Exception {
    var source = new Naturals(1000);
    var operation = new ManualOperation<Integer>();
    try (var pipeline = Pipeline.from(source).pipe("manual", operation, s -> {}).build()) {
      pipeline.start();
      operation.succeed(0);
      operation.succeed(1);
      operation.succeed(2);
      source.awaitRead(2 + 1 + 2);

      assertThat(operation.count()).as("two in the buffer and one that waits").isEqualTo(3);
      assertThat(pipeline.statistics().queues())
          .filteredOn(queue -> queue.queue().equals("sink"))
          .extracting(QueueStatistics::capacity)
          .containsExactly(2);
    }
  }

  @BothOrders
  void anErrorOfABlockingFunctionEndsThePipeline(boolean ordered, int concurrency) {
    var error = new AssertionError("blocking");
    var pipeline =
        Pipeline.from(new Naturals(100))
            .pipeBlocking(
                "error",
                x -> {
                  throw error;
                },
                s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withCause(error);
  }

  @BothOrders
  void anErrorOfAStageWithManyResultsEndsThePipeline(boolean ordered, int concurrency) {
    var error = new AssertionError("stream");
    var pipeline =
        Pipeline.from(new Naturals(100))
            .pipeStream(
                "error",
                x ->
                    Stream.of(1, 2)
                        .peek(
                            y -> {
                              throw error;
                            }),
                s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withCause(error);
  }

  @BothOrders
  void anErrorWrappedByAChainOfFuturesIsStillAnError(boolean ordered, int concurrency) {
    var error = new AssertionError("chained");
    var pipeline =
        Pipeline.from(new Naturals(100))
            .pipe(
                "error",
                x ->
                    completedFuture(x)
                        .<Integer>thenApply(
                            y -> {
                              throw error;
                            })
                        .thenApply(y -> y),
                s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withCause(error);
  }

  @Test
  void anErrorOfTheSourceEndsThePipelineToo() {
    var error = new AssertionError("source");
    Iterable<Integer> source =
        () -> {
          throw error;
        };

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(Pipeline.from(source).build()))
        .withCause(error);
  }

  @Test
  void aLimitOfThePipelineBelowZeroIsRefusedAtBuildAsThoseOfAStageAre() {
    var builder = Pipeline.from(List.of(1));

    assertThatIllegalArgumentException()
        .isThrownBy(builder.maxFailures(-1).maxFailureRate(2)::build)
        .withMessageContaining("maxFailures is -1")
        .withMessageContaining("maxFailureRate is 2.0");
  }

  @BothOrders
  void afterAFailureWasThrownNextIsEmptyAndCloseIsSilent(boolean ordered, int concurrency)
      throws Exception {
    var pipeline =
        Pipeline.from(new Naturals(100))
            .pipe(
                "fails",
                x -> CompletableFuture.<Integer>failedFuture(new IllegalStateException()),
                s -> s.concurrency(concurrency).ordered(ordered).maxFailures(0))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.next(Duration.ofSeconds(20)));
    assertThat(pipeline.next(Duration.ZERO)).isEmpty();
    assertThat(pipeline.stream()).isEmpty();
    assertThatCode(pipeline::close).doesNotThrowAnyException();
    assertThat(pipeline.iterator().hasNext()).isFalse();
  }

  @BothOrders
  void aFailureRateExactlyAtTheLimitPassesAndDroppedResultsCount(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(100))
            .pipe(
                "rate",
                x ->
                    x < 29
                        ? CompletableFuture.failedFuture(new IllegalStateException("item " + x))
                        : completedFuture(x == 99 ? x : null),
                s -> s.concurrency(concurrency).ordered(ordered).maxFailureRate(0.29))
            .build();

    assertThat(drain(pipeline)).containsExactly(99);
    assertThat(pipeline.statistics().stage("rate").failed()).isEqualTo(29);
    assertThat(pipeline.statistics().stage("rate").dropped()).isEqualTo(70);
  }

  @BothOrders
  void aFailureRateAboveTheLimitEndsThePipeline(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(100))
            .pipe(
                "rate",
                x ->
                    x < 30
                        ? CompletableFuture.<Integer>failedFuture(
                            new IllegalStateException("item " + x))
                        : completedFuture(x),
                s -> s.concurrency(concurrency).ordered(ordered).maxFailureRate(0.29))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withMessageContaining("failed for 30 of 100 items (maxFailureRate is 0.29)");
  }

  @BothOrders
  void anInterruptedConsumerOfNextLosesNothing(boolean ordered, int concurrency) throws Exception {
    try (var pipeline =
        Pipeline.from(new Naturals(20))
            .pipe("same", x -> completedFuture(x), s -> s.concurrency(concurrency).ordered(ordered))
            .build()) {
      var results = new TreeSet<Integer>();
      while (results.size() < 20) {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class)
            .isThrownBy(() -> pipeline.next(Duration.ofSeconds(20)));
        assertThat(Thread.interrupted()).isTrue();
        results.add(pipeline.next(Duration.ofSeconds(20)).orElseThrow());
      }
      assertThat(pipeline.next(Duration.ofSeconds(20))).isEmpty();
    }
  }

  @BothOrders
  void aNextThatTimesOutAgainAndAgainLosesNothing(boolean ordered, int concurrency) {
    try (var pipeline =
        Pipeline.from(new Naturals(500))
            .pipeBlocking("same", x -> x, s -> s.concurrency(concurrency).ordered(ordered))
            .build()) {
      var results = new TreeSet<Integer>();
      while (results.size() < 500) {
        try {
          pipeline.next(Duration.ofNanos(1)).ifPresent(results::add);
        } catch (TimeoutException notYet) {
          Thread.onSpinWait();
        }
      }
      assertThat(pipeline).isEmpty();
    }
  }

  @Test
  void whatASourceThrowsBecauseCloseInterruptedItIsNoFailure() throws Exception {
    var blocked = new CountDownLatch(1);
    Iterable<Integer> source =
        () -> {
          try {
            blocked.countDown();
            new CountDownLatch(1).await();
            return List.<Integer>of().iterator();
          } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
          }
        };
    var pipeline = Pipeline.from(source).build();
    pipeline.start();
    blocked.await();

    assertThatCode(pipeline::close).doesNotThrowAnyException();
    assertThat(pipeline).isEmpty();
  }

  @BothOrders
  void aBlockingFunctionThatEndsCancelledByItselfFailsItsItem(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(10))
            .pipeBlocking(
                "cancelled",
                x -> {
                  if (x == 4) {
                    throw new CancellationException("by itself");
                  }
                  return x;
                },
                s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    assertThat(drain(pipeline)).hasSize(9).doesNotContain(4);
    assertThat(pipeline.statistics().stage("cancelled").failed()).isOne();
  }

  @Test
  void aFullOptionalIsAValueAndANullElementOfAListIsDropped() {
    var pipeline =
        Pipeline.from(List.of(Arrays.asList(1, null), Arrays.asList(null, 2)))
            .<Integer>disaggregate()
            .pipeBlocking("wrap", Optional::of, s -> {})
            .build();

    assertThat(drain(pipeline)).containsExactly(Optional.of(1), Optional.of(2));
  }
}
