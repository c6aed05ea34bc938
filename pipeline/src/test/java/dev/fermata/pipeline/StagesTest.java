package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes out of a pipeline that nothing goes wrong in. */
@Timeout(60)
class StagesTest {

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void everyItemComesOutOnceAndInOrderWhereThatWasAsked(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(1000))
            .pipe(
                "yield",
                StagesTest::yieldSomeTurns,
                s -> s.concurrency(concurrency).ordered(ordered))
            .pipe(
                "next",
                x -> completedFuture(x + 1),
                s -> s.concurrency(concurrency).ordered(ordered))
            .pipeBlocking("square", x -> x * x, s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    var results = drain(pipeline);

    var expected = IntStream.rangeClosed(1, 1000).map(x -> x * x).boxed().toList();
    if (ordered || concurrency == 1) {
      assertThat(results).isEqualTo(expected);
    } else {
      assertThat(results).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /** Items overtake each other. */
  private static CompletableFuture<Integer> yieldSomeTurns(int x) {
    for (int i = 0; i < x * 7 % 5; i++) {
      await(Async.yieldNow());
    }
    return completedFuture(x);
  }

  @Test
  void theSameFiguresAsAPlainLoop() {
    var pipeline =
        Pipeline.from(new Naturals(10_000))
            .pipe("half", x -> completedFuture(x % 2 == 0 ? x / 2 : null), s -> s.concurrency(4))
            .aggregate(32)
            .pipeBlocking("sum", l -> l.stream().mapToInt(x -> x).sum(), s -> s.concurrency(3))
            .sink(3)
            .build();

    var sums = drain(pipeline);

    assertThat(sums).hasSize((5000 + 31) / 32);
    assertThat(sums.stream().mapToInt(x -> x).sum()).isEqualTo(4999 * 5000 / 2);
  }

  @Test
  void withoutAnyStageTheSourceItselfComesOut() {
    assertThat(drain(Pipeline.from(List.of(1, 2, 3)).build())).containsExactly(1, 2, 3);
    assertThat(drain(Pipeline.from(List.of()).build())).isEmpty();
  }

  @Test
  void emptyResultsDropTheItem() {
    var pipeline =
        Pipeline.from(List.of(1, 2, 3, 4, 5, 6))
            .pipe("odd", x -> completedFuture(x % 2 == 1 ? x : null), s -> {})
            .pipeBlocking("not three", x -> x == 3 ? Optional.empty() : Optional.of(x), s -> {})
            .build();

    assertThat(drain(pipeline))
        .as("an Optional is a value like any other, unless empty")
        .isEqualTo(List.of(Optional.of(1), Optional.of(5)));
    assertThat(pipeline.statistics().stage("odd").dropped()).isEqualTo(3);
    assertThat(pipeline.statistics().stage("not three").dropped()).isEqualTo(1);
  }

  @Test
  void buildingTwiceGivesIndependentRuns() {
    var calls = new AtomicInteger();
    Builder<List<Integer>> builder =
        Pipeline.from(List.of(1, 2, 3))
            .pipe("count", x -> completedFuture(x + 0 * calls.incrementAndGet()), s -> {})
            .aggregate(2);

    try (var first = builder.build();
        var second = builder.build()) {
      assertThat(first.iterator().next()).containsExactly(1, 2);
      assertThat(drain(second)).containsExactly(List.of(1, 2), List.of(3));
      assertThat(drain(first)).containsExactly(List.of(3));
    }
    assertThat(calls).hasValue(6);
  }

  @Test
  void anOperationMayAwaitOnThePipelinesOwnLoop() {
    var pipeline =
        Pipeline.from(List.of("a", "b"))
            .pipe(
                "on loop",
                x -> {
                  String before = Thread.currentThread().getName();
                  await(Async.yieldNow());
                  return completedFuture(before.equals(Thread.currentThread().getName()));
                },
                s -> s.concurrency(2))
            .build();

    assertThat(drain(pipeline)).containsExactly(true, true);
  }

  @Test
  void aStageTakesItsSettingsFromTheMethodsAnnotation() {
    var pipeline = Pipeline.from(List.of(1)).pipe(StagesTest::annotated).build();

    assertThat(drain(pipeline)).containsExactly(1);
    assertThat(pipeline.statistics().stage("annotated").concurrency()).isEqualTo(5);
  }

  @AsyncStage(concurrency = 5)
  private static CompletableFuture<Integer> annotated(int x) {
    await(Async.yieldNow());
    return completedFuture(x);
  }

  static <T> List<T> drain(Pipeline<T> pipeline) {
    return Draining.drain(pipeline);
  }
}
