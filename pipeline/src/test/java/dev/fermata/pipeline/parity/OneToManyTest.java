package dev.fermata.pipeline.parity;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.Draining.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
import dev.fermata.pipeline.StageOptions;
import dev.fermata.pipeline.operation.Emitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stages whose operation has any number of results. */
@Timeout(60)
class OneToManyTest {

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void allResultsOfAStreamComeOut(boolean ordered, int concurrency) {
    var results = drain(streams(s -> s.concurrency(concurrency).ordered(ordered)).build());

    check(results, ordered, concurrency);
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void allThatIsEmittedComesOut(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(50))
            .<Integer>pipeEmitting(
                "times", OneToManyTest::emit, s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    check(drain(pipeline), ordered, concurrency);
  }

  /** Each number as often as its value modulo five says. */
  private static void check(List<Integer> results, boolean ordered, int concurrency) {
    var expected =
        IntStream.range(0, 50).flatMap(x -> IntStream.range(0, x % 5).map(i -> x)).boxed().toList();
    if (ordered || concurrency == 1) {
      assertThat(results).isEqualTo(expected);
    } else {
      assertThat(results).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static Builder<Integer> streams(Consumer<StageOptions> options) {
    return Pipeline.from(new Naturals(50))
        .pipeStream("times", x -> Stream.generate(() -> x).limit(x % 5), options);
  }

  private static CompletableFuture<@Nullable Void> emit(int x, Emitter<Integer> out) {
    for (int i = 0; i < x % 5; i++) {
      await(Async.yieldNow());
      await(out.emit(x));
    }
    return completedFuture(null);
  }

  @Test
  void iteratorsAndCollectionsMayBeReturnedToo() {
    assertThat(
            drain(
                Pipeline.from(List.of(1, 2))
                    .<Integer>pipeIterator("both", x -> List.of(x, -x).iterator(), s -> {})
                    .build()))
        .containsExactly(1, -1, 2, -2);
    assertThat(
            drain(
                Pipeline.from(List.of(1, 2))
                    .<Integer>pipeIterable("both", x -> Arrays.asList(x, null, -x), s -> {})
                    .build()))
        .as("without nulls")
        .containsExactly(1, -1, 2, -2);
  }

  @Test
  void noResultsDropTheItem() {
    var pipeline =
        Pipeline.from(List.of(1, 2, 3))
            .<Integer>pipeStream("odd", x -> x % 2 == 1 ? Stream.of(x) : null, s -> {})
            .build();

    assertThat(drain(pipeline)).containsExactly(1, 3);
    assertThat(pipeline.statistics().stage("odd").dropped()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEndlessStreamIsReadAsFarAsThereIsRoomAndClosed(boolean ordered) throws Exception {
    var read = new AtomicInteger();
    var closed = new CountDownLatch(1);
    try (var pipeline =
        Pipeline.from(List.of(1))
            .pipeStream(
                "endless",
                x -> Stream.generate(read::incrementAndGet).onClose(closed::countDown),
                s -> s.concurrency(2).ordered(ordered))
            .sink(3)
            .build()) {
      for (int i = 1; i < 100; i++) {
        assertThat(pipeline.iterator().next()).isEqualTo(i);
        assertThat(read).hasValueLessThan(i + 10);
      }
    }
    closed.await();
  }

  @Test
  void whoEmitsWithoutWaitingKeepsTheOrderAndLosesNothing() {
    var pipeline =
        Pipeline.from(new Naturals(20))
            .<Integer>pipeEmitting(
                "rush",
                (x, out) -> {
                  for (int i = 0; i < 10; i++) {
                    out.emit(10 * x + i);
                  }
                  return completedFuture(null);
                },
                s -> s.concurrency(4).ordered())
            .build();

    assertThat(drain(pipeline)).isEqualTo(IntStream.range(0, 200).boxed().toList());
  }

  @Test
  void afterItsEndAnOperationEmitsNothing() {
    var kept = new ArrayList<Emitter<Integer>>();
    var pipeline =
        Pipeline.from(List.of(1, 2))
            .<Integer>pipeEmitting(
                "late",
                (x, out) -> {
                  kept.add(out);
                  return x == 1 ? out.emit(1) : kept.get(0).emit(2);
                },
                s -> s.maxFailures(0))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withMessageContaining("the operation has ended and emits nothing more");
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 8", "true, 1", "true, 8"})
  void whatWasHandedOnBeforeAFailureStays(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(List.of(1, 2, 3))
            .pipeStream(
                "breaks",
                x -> Stream.of(x, -x).peek(OneToManyTest::refuseMinusTwo),
                s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    assertThat(drain(pipeline)).containsExactlyInAnyOrder(1, -1, 2, 3, -3);
    assertThat(pipeline.statistics().stage("breaks").failed()).isEqualTo(1);
  }

  private static void refuseMinusTwo(int x) {
    if (x == -2) {
      throw new IllegalStateException("broken");
    }
  }

  @Test
  void anExecutorThatRejectsEndsThePipelineByName() {
    var threads = Executors.newSingleThreadExecutor();
    threads.shutdown();
    var pipeline = streams(s -> s.executor(threads)).build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withMessageContaining("stage 'times' has an executor that takes no more work")
        .withCauseInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void theTimeoutIsForEachResult() {
    var pipeline =
        Pipeline.from(List.of(1))
            .<Integer>pipeEmitting(
                "slow",
                OneToManyTest::emitAfterOneTwoThreeSeconds,
                s -> s.timeout(Duration.ofMillis(2500)).maxFailures(0))
            .clock(new VirtualClock())
            .build();
    var results = new ArrayList<Integer>();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.forEach(results::add))
        .withCauseInstanceOf(TimeoutException.class);
    assertThat(results).containsExactly(1, 2);
  }

  private static CompletableFuture<@Nullable Void> emitAfterOneTwoThreeSeconds(
      int x, Emitter<Integer> out) {
    for (int i = x; i <= 3; i++) {
      await(Async.sleep(Duration.ofSeconds(i)));
      await(out.emit(i));
    }
    return completedFuture(null);
  }
}
