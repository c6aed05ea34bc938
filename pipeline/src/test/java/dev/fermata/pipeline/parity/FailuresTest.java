package dev.fermata.pipeline.parity;

import static dev.fermata.pipeline.Draining.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.pipeline.ManualOperation;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
import dev.fermata.pipeline.PipelineFailure.StageFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class FailuresTest {
  private final IOException failure = new IOException("no route");

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void aFailedItemIsDroppedAndTheOthersGoOn(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(100))
            .pipe(
                "three",
                x -> x % 3 == 0 ? failedFuture(failure) : completedFuture(x),
                s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    assertThat(drain(pipeline)).hasSize(66);
    var three = pipeline.statistics().stage("three");
    assertThat(three.count()).isEqualTo(100);
    assertThat(three.failed()).isEqualTo(34);
  }

  @Test
  void anOperationThatThrowsInsteadOfReturningFailsItsItem() {
    var pipeline =
        Pipeline.from(List.of(1, 2))
            .pipe(
                "throws",
                x -> {
                  if (x == 1) {
                    throw new IllegalStateException();
                  }
                  return completedFuture(x);
                },
                s -> {})
            .build();

    assertThat(drain(pipeline)).containsExactly(2);
  }

  @Test
  void anOperationThatReturnsNullInPlaceOfAStageFailsItsItemAndNamesTheStage() {
    var pipeline =
        Pipeline.from(List.of(1))
            .<Integer>pipe("nothing", x -> null, s -> s.maxFailures(0))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withCauseInstanceOf(NullPointerException.class)
        .withMessageContaining("stage 'nothing' returned null in place of a CompletionStage");
  }

  @Test
  void anOperationThatEndsCancelledByItselfFailsItsItem() {
    var cancelled = new CompletableFuture<Integer>();
    cancelled.cancel(false);
    var pipeline =
        Pipeline.from(List.of(1, 2))
            .pipe("cancelled", x -> x == 1 ? cancelled : completedFuture(x), s -> {})
            .build();

    assertThat(drain(pipeline)).containsExactly(2);
    assertThat(pipeline.statistics().stage("cancelled").failed()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "8"})
  void inInputOrderAllBeforeTheFailureIsDeliveredThenTheFailureOnce(int concurrency)
      throws Exception {
    var results = new ArrayList<Integer>();
    try (var pipeline =
        Pipeline.from(new Naturals(1000))
            .pipe(
                "twenty",
                x -> x == 20 ? failedFuture(failure) : completedFuture(x),
                s -> s.concurrency(concurrency).ordered().maxFailures(0))
            .pipeBlocking("after", x -> x, s -> s.concurrency(concurrency).ordered())
            .build()) {

      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(() -> pipeline.forEach(results::add))
          .withCause(failure)
          .satisfies(thrown -> assertThat(thrown.stage()).isEqualTo("twenty"))
          .satisfies(thrown -> assertThat(thrown.getSuppressed()).isEmpty())
          .withMessageContaining("maxFailures is 0");

      assertThat(pipeline.next(Duration.ZERO)).isEmpty();
      assertThat(pipeline.iterator().hasNext()).isFalse();
    }
    assertThat(results).hasSize(20).isSorted();
  }

  @Test
  void closeThrowsTheFailureThatNobodyWasTold() throws Exception {
    var operation = new ManualOperation<Integer>();
    var pipeline =
        Pipeline.from(List.of(1)).pipe("manual", operation, s -> s.maxFailures(0)).build();
    pipeline.start();
    operation.fail(1, failure);
    while (pipeline.statistics().stage("manual").failed() == 0) {
      Thread.onSpinWait();
    }

    assertThatExceptionOfType(PipelineFailure.class).isThrownBy(pipeline::close).withCause(failure);
    assertThatCode(pipeline::close).doesNotThrowAnyException();
  }

  @Test
  void aFailureCancelsWhatIsUpstream() throws Exception {
    var upstream = new ManualOperation<Integer>();
    var operation = new ManualOperation<Integer>();
    try (var pipeline =
        Pipeline.from(new Naturals(1000))
            .pipe("upstream", upstream, s -> s.concurrency(2))
            .pipe("fails", operation, s -> s.maxFailures(0))
            .build()) {
      pipeline.start();
      upstream.succeed(0);
      var waiting = upstream.call(2);

      operation.fail(0, failure);

      assertThatExceptionOfType(PipelineFailure.class).isThrownBy(() -> pipeline.iterator().next());
      assertThat(upstream.call(1)).isCancelled();
      assertThat(waiting).isCancelled();
    }
  }

  @Test
  void whenTheBudgetIsExceededTheLastItemFailureIsTheCause() {
    var pipeline =
        Pipeline.from(new Naturals(1000))
            .pipe("all", x -> failedFuture(new IOException("item " + x)), s -> s.maxFailures(10))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withMessageContaining("failed for 11 of 11 items (maxFailures is 10)")
        .havingCause()
        .withMessage("item 10");
  }

  @Test
  void anErrorEndsThePipelineWhateverTheBudget() {
    var error = new AssertionError();
    var pipeline =
        Pipeline.from(new Naturals(1000)).pipe("error", x -> failedFuture(error), s -> {}).build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withCause(error);
  }

  @Test
  void aFailingSourceEndsThePipelineAfterWhatItGave() {
    var results = new ArrayList<Integer>();
    Iterable<Integer> source =
        () ->
            java.util.stream.IntStream.range(0, 10)
                .map(
                    x -> {
                      if (x == 5) {
                        throw new IllegalStateException("disk");
                      }
                      return x;
                    })
                .iterator();
    try (var pipeline =
        Pipeline.from(source).pipe("same", x -> completedFuture(x), s -> {}).aggregate(2).build()) {
      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(() -> pipeline.forEach(results::addAll))
          .satisfies(thrown -> assertThat(thrown.stage()).isEqualTo("source"))
          .havingCause()
          .withMessage("disk");
    }
    assertThat(results).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aNullFromTheSourceEndsThePipeline() {
    var pipeline = Pipeline.from(Arrays.asList(1, null, 3)).build();

    assertThat(pipeline.iterator().next()).isEqualTo(1);
    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withCauseInstanceOf(NullPointerException.class)
        .withMessageContaining("'source'");
  }

  @Test
  void anExecutorThatRejectsEndsThePipelineByName() {
    var pipeline =
        Pipeline.from(new Naturals(100))
            .pipeBlocking(
                "busy",
                x -> x,
                s ->
                    s.concurrency(2)
                        .executor(
                            work -> {
                              throw new RejectedExecutionException("full");
                            }))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withMessageContaining("stage 'busy' has an executor that takes no more work")
        .withCauseInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void anOperationThatTakesTooLongIsCancelledAndFailsItsItem() throws Exception {
    var operation = new ManualOperation<Integer>();
    var pipeline =
        Pipeline.from(List.of(1))
            .pipe("slow", operation, s -> s.timeout(Duration.ofMillis(1)).maxFailures(0))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withCauseInstanceOf(TimeoutException.class);
    assertThat(operation.call(1)).isCancelled();
  }

  @Test
  void aBlockingOperationThatTakesTooLongIsInterruptedAndFailsItsItem() {
    var pipeline =
        Pipeline.from(List.of(1))
            .pipeBlocking(
                "slow", x -> sleepForever(), s -> s.timeout(Duration.ofMillis(20)).maxFailures(0))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void failuresOfSeveralStagesComeTogetherEachWithItsStage() throws Exception {
    var operation = new ManualOperation<Integer>();
    var second = new IllegalStateException("second");
    Iterable<Integer> source =
        () ->
            java.util.stream.Stream.of(1, 2)
                .peek(
                    x -> {
                      if (x == 2) {
                        throw second;
                      }
                    })
                .iterator();
    var pipeline = Pipeline.from(source).pipe("manual", operation, s -> s.maxFailures(0)).build();
    pipeline.start();
    operation.call(1);
    while (pipeline.statistics().stage("source").failed() == 0) {
      Thread.onSpinWait();
    }
    operation.fail(1, failure);

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withCause(second)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(failure))
        .satisfies(
            thrown ->
                assertThat(thrown.failures())
                    .extracting(StageFailure::stage)
                    .containsExactly("source", "manual"));
  }

  private static int sleepForever() {
    try {
      Thread.sleep(Long.MAX_VALUE);
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
