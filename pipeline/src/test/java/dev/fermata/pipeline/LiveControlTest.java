package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.StagesTest.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fermata.async.Async;
import dev.fermata.async.Task;
import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes a pipeline does so on its loop, so that it happens at a known time. */
@Timeout(60)
class LiveControlTest {
  private static final List<Integer> NUMBERS =
      new ArrayList<>(IntStream.range(0, 200).boxed().toList());

  private final List<Pipeline<?>> pipelines = new ArrayList<>();
  private final List<Integer> inFlight = new ArrayList<>();
  private int now;

  /** Takes 10 to 12 ms. */
  private CompletableFuture<Integer> count(int x) {
    inFlight.add(++now);
    try {
      await(Async.sleep(Duration.ofMillis(10 + x % 3)));
    } finally {
      now--;
    }
    return completedFuture(x);
  }

  private <T> List<T> run(Builder<T> builder) {
    Pipeline<T> pipeline = builder.sink(1000).clock(new VirtualClock()).build();
    pipelines.add(pipeline);
    return drain(pipeline);
  }

  private Pipeline<?> pipeline() {
    return pipelines.get(0);
  }

  private static Task<Void> sleep(int millis) {
    return Async.sleep(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "false, 1, 8", "false, 8, 1", "false, 8, 2", "false, 2, 3",
    "true, 1, 8", "true, 8, 1", "true, 8, 2", "true, 2, 3"
  })
  void fromTheNextItemOnThereAreAsManyOperationsAsWereAskedFor(boolean ordered, int from, int to) {
    var results =
        run(
            Pipeline.from(NUMBERS)
                .pipe(
                    "work",
                    x -> {
                      if (x == 50) {
                        pipeline().concurrency("work", to);
                      }
                      return count(x);
                    },
                    s -> s.concurrency(from).ordered(ordered)));

    assertThat(results).containsExactlyInAnyOrderElementsOf(NUMBERS);
    if (ordered) {
      assertThat(results).isSorted();
    }
    assertThat(inFlight.subList(0, 50)).contains(from).allMatch(n -> n <= from);
    assertThat(inFlight.subList(51, 200)).contains(to).allMatch(n -> n <= Math.max(to, from));
    assertThat(inFlight.subList(70, 200)).contains(to).allMatch(n -> n <= to);
    assertThat(pipeline().statistics().stage("work").concurrency()).isEqualTo(to);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void idleLanesDoNotMakeANarrowedStageWiderThanItIs(boolean ordered) {
    var next = new AtomicInteger();

    var results =
        run(
            Pipeline.fromAsync(() -> twoBursts(next.getAndIncrement()), 8)
                .pipe("work", this::count, s -> s.concurrency(4).ordered(ordered)));

    assertThat(results).hasSize(8);
    assertThat(inFlight).isEqualTo(List.of(1, 2, 3, 4, 1, 1, 1, 1));
  }

  /** Four items, and when all are done, and their lanes idle, four for a stage that is narrower. */
  private CompletableFuture<Integer> twoBursts(int x) {
    if (x == 4) {
      await(Async.sleep(Duration.ofSeconds(1)));
      pipeline().concurrency("work", 1);
      await(Async.sleep(Duration.ofSeconds(1)));
    }
    return completedFuture(x);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStageWhoseOperationsAllWaitBeginsMoreAtOnceWhenItIsWidened(boolean ordered) {
    var release = new CompletableFuture<Void>();
    var seen = new ArrayList<Integer>();

    var results =
        run(
            Pipeline.from(NUMBERS)
                .pipe(
                    "stuck",
                    x -> {
                      now++;
                      return release.thenApply(nothing -> x);
                    },
                    s -> s.concurrency(2).ordered(ordered))
                .background(
                    "widen",
                    () -> {
                      await(sleep(10));
                      seen.add(now);
                      pipeline().concurrency("stuck", 5);
                      await(sleep(10));
                      seen.add(now);
                      release.complete(null);
                      return completedFuture(null);
                    }));

    assertThat(results).hasSize(200);
    assertThat(seen).containsExactly(2, 5);
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 8", "true, 1", "true, 8"})
  void aPausedPipelineBeginsNothingAndLosesNothing(boolean ordered, int concurrency) {
    var begun = new ArrayList<Integer>();

    var results =
        run(
            Pipeline.from(NUMBERS)
                .pipe("one", this::count, s -> s.concurrency(concurrency).ordered(ordered))
                .pipe("two", this::count, s -> s.concurrency(concurrency).ordered(ordered))
                .background(
                    "pause",
                    () -> {
                      await(sleep(55));
                      pipeline().pause();
                      pipeline().pause();
                      begun.add(inFlight.size());
                      await(sleep(10_000));
                      begun.add(inFlight.size());
                      begun.add(now);
                      pipeline().resume();
                      return completedFuture(null);
                    }));

    assertThat(results).containsExactlyInAnyOrderElementsOf(NUMBERS);
    if (ordered) {
      assertThat(results).isSorted();
    }
    assertThat(begun.get(0)).isBetween(1, 399).isEqualTo(begun.get(1));
    assertThat(begun.get(2)).as("under way while paused").isZero();
    assertThat(inFlight).hasSize(400);
  }

  @Test
  void whatHasComeToTheSinkCanBeConsumedWhilePaused() throws Exception {
    var operation = new ManualOperation<Integer>();
    try (var pipeline =
        Pipeline.from(NUMBERS).pipe("work", operation, s -> s.concurrency(2)).sink(9).build()) {
      pipeline.start();
      operation.call(1);
      pipeline.pause();
      operation.succeed(0);
      operation.succeed(1);

      assertThat(pipeline.next(Duration.ofSeconds(30))).isPresent();
      assertThat(pipeline.next(Duration.ofSeconds(30))).isPresent();

      pipeline.resume();
      operation.succeed(2);
      assertThat(pipeline.next(Duration.ofSeconds(30))).hasValue(2);
    }
  }

  @Test
  void aPipelineCanBeChangedBeforeItRuns() {
    try (var pipeline =
        Pipeline.from(NUMBERS)
            .pipe("work", this::count, s -> {})
            .sink(200)
            .clock(new VirtualClock())
            .build()) {
      pipeline.concurrency("work", 7);
      pipeline.pause();
      pipeline.resume();

      assertThat(drain(pipeline)).hasSize(200);
      assertThat(inFlight).contains(7).allMatch(n -> n <= 7);
    }
  }

  @Test
  void aPausedPipelineCanBeClosed() {
    var operation = new ManualOperation<Integer>();
    try (var pipeline =
        Pipeline.from(NUMBERS).pipe("work", operation, s -> s.concurrency(3)).build()) {
      pipeline.pause();
      pipeline.start();
    }
    assertThat(operation.count()).isZero();
  }

  @Test
  void aPipelineThatHasEndedIsLeftAlone() {
    var pipeline = Pipeline.from(List.of(1)).pipe("work", this::count, s -> {}).build();
    assertThat(drain(pipeline)).containsExactly(1);

    pipeline.concurrency("work", 4);
    pipeline.pause();
    pipeline.resume();

    assertThat(pipeline.iterator()).isExhausted();
  }

  @Test
  void mistakesAreRefusedWithTheNamesThereAre() {
    try (var pipeline =
        Pipeline.from(List.of(1)).pipe("work", this::count, s -> {}).aggregate(2).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pipeline.concurrency("aggregate", 2))
          .withMessageContaining("no stage 'aggregate' has a concurrency")
          .withMessageContaining("[work]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pipeline.concurrency("work", 0))
          .withMessageContaining("give 1 or more, or pause() the pipeline");
    }
  }
}
