package dev.fermata.pipeline.parity;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.Draining.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.ManualOperation;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RouteTest {

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void eachItemTakesThePathThatTheRouterNames(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(100))
            .<String>pathVariants(
                x -> x % 3,
                List.of(
                    path ->
                        path.pipe(
                            "async",
                            x -> completedFuture("a" + x),
                            s -> s.concurrency(concurrency).ordered(ordered)),
                    path ->
                        path.pipeBlocking(
                            "blocking",
                            x -> "b" + x,
                            s -> s.concurrency(concurrency).ordered(ordered)),
                    path ->
                        path.aggregate(100).pipe("list", l -> completedFuture("c" + l), s -> {})))
            .build();

    var results = drain(pipeline);

    var expected = new ArrayList<String>();
    for (int x = 0; x < 100; x++) {
      if (x % 3 != 2) {
        expected.add((x % 3 == 0 ? "a" : "b") + x);
      }
    }
    expected.add("c" + IntStream.range(0, 33).map(i -> 3 * i + 2).boxed().toList());
    assertThat(results).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void pathsMayBeNestedAndEmpty() {
    var pipeline =
        Pipeline.from(List.of(0, 1, 2, 3))
            .<Integer>pathVariants(
                x -> x / 2,
                low -> low,
                high ->
                    high.<Integer>pathVariants(
                        x -> x % 2,
                        two -> two.pipe("tens", x -> completedFuture(10 * x), s -> {}),
                        three -> three.pipe("hundreds", x -> completedFuture(100 * x), s -> {})))
            .build();

    assertThat(drain(pipeline)).containsExactlyInAnyOrder(0, 1, 20, 300);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2})
  void aPathThatIsNotThereEndsThePipeline(int bad) {
    var pipeline =
        Pipeline.from(List.of(0, 1))
            .<Integer>pathVariants(x -> x == 1 ? bad : 0, a -> a, b -> b)
            .build();
    var results = new ArrayList<Integer>();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.forEach(results::add))
        .withMessageContaining("stage 'pathVariants' failed")
        .withMessageContaining("the router returned path %d for 1, but the paths are 0 to 1", bad);
    assertThat(results).containsExactly(0);
  }

  @Test
  void aRouterThatThrowsEndsThePipeline() {
    var pipeline =
        Pipeline.from(List.of(0))
            .<Integer>pathVariants(
                x -> {
                  throw new IllegalStateException("lost");
                },
                a -> a,
                b -> b)
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withMessageContaining("lost");
  }

  @Test
  void whenOnePathFailsTheOthersStillDeliver() throws Exception {
    var manual = new ManualOperation<Integer>();
    var fails = new ManualOperation<Integer>();
    var results = new ArrayList<Integer>();
    try (var pipeline =
        Pipeline.from(List.of(0, 1, 2, 3))
            .<Integer>pathVariants(
                x -> x % 2,
                a -> a.pipe("manual", manual, s -> s.concurrency(2)),
                b -> b.pipe("fails", fails, s -> s.maxFailures(0)))
            .build()) {
      pipeline.start();
      manual.call(2);
      fails.fail(1, new java.io.IOException("gone"));
      manual.succeed(0);
      manual.succeed(2);

      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(() -> pipeline.forEach(results::add))
          .withMessageContaining("stage 'fails'");
    }
    assertThat(results).containsExactlyInAnyOrder(0, 2);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "8"})
  void noItemCrossesTheBorderOfAnEpochOnAnyPath(int concurrency) {
    try (var pipeline =
        Pipeline.continuous(List.of(1, 2, 3, 4, 5))
            .<List<Integer>>pathVariants(
                x -> x % 2,
                even -> even.aggregate(10),
                odd ->
                    odd.pipeBlocking("same", x -> x, s -> s.concurrency(concurrency)).aggregate(2))
            .build()) {
      for (int epoch = 0; epoch < 20; epoch++) {
        var numbers = new ArrayList<Integer>();
        pipeline.forEach(numbers::addAll);
        assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "8"})
  void aBatchIsJoinedInTheOrderOfThePaths(int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(30))
            .aggregate(6)
            .<Integer, String>batchPathVariants(
                batch -> batch.stream().map(x -> x % 3).toList(),
                List.of(
                    a ->
                        a.pipe(
                            "a",
                            l -> completedFuture(strings("a", l)),
                            s -> s.concurrency(concurrency)),
                    b -> b.pipeBlocking("b", l -> strings("b", l), s -> s.concurrency(concurrency)),
                    c ->
                        c.<Integer>disaggregate()
                            .pipe(
                                "c",
                                x -> completedFuture("c" + x),
                                s -> s.concurrency(concurrency).ordered())
                            .aggregate(100)))
            .build();

    assertThat(drain(pipeline))
        .hasSize(5)
        .startsWith(List.of("a0", "a3", "b1", "b4", "c2", "c5"))
        .endsWith(List.of("a24", "a27", "b25", "b28", "c26", "c29"));
  }

  @Test
  void aBatchGoesOnWithoutWhatItsPathsDropAndABatchOfNothingIsDropped() {
    var pipeline =
        Pipeline.from(List.of(List.of(1, 2), List.of(2), List.of(3, 5, 4)))
            .<Integer, Integer>batchPathVariants(
                batch -> batch.stream().map(x -> x % 2).toList(),
                List.of(
                    even -> even.pipe("fails", l -> failedFuture(new IOException()), s -> {}),
                    odd -> odd))
            .build();

    assertThat(drain(pipeline)).containsExactly(List.of(1), List.of(3, 5));
  }

  @Test
  void aPathThatFailsIsNotWaitedForByThoseThatAreDoneWithTheBatch() {
    var results = new ArrayList<List<Integer>>();
    var pipeline =
        Pipeline.from(List.of(List.of(1, 2, 3)))
            .<Integer, Integer>batchPathVariants(
                batch -> batch.stream().map(x -> x % 2).toList(),
                List.of(
                    even -> even.pipe("fails", RouteTest::failLater, s -> s.maxFailures(0)),
                    odd -> odd))
            .clock(new VirtualClock()) // It fails when all else is done.
            .build();
    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.forEach(results::add))
        .withMessageContaining("stage 'fails'");
    assertThat(results).containsExactly(List.of(1, 3));
  }

  private static CompletableFuture<List<Integer>> failLater(List<Integer> list) {
    await(Async.sleep(Duration.ofSeconds(1)));
    return failedFuture(new IOException("for " + list));
  }

  @Test
  void aListThatAFailureCutShortIsRoutedAndJoinedLikeAWholeOne() {
    var results = new ArrayList<List<Integer>>();
    var pipeline =
        Pipeline.from(new Naturals(100))
            .<Integer>pipe(
                "breaks",
                x -> x == 7 ? failedFuture(new AssertionError()) : completedFuture(x),
                s -> {})
            .aggregate(4)
            .<Integer, Integer>batchPathVariants(
                batch -> batch.stream().map(x -> 1 - x % 2).toList(),
                List.of(odd -> odd, even -> even))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.forEach(results::add))
        .withMessageContaining("stage 'breaks'");
    assertThat(results).containsExactly(List.of(1, 3, 0, 2), List.of(5, 4, 6));
  }

  @Test
  void batchesMayBeRoutedWithinAPathAndInEpochs() {
    try (var pipeline =
        Pipeline.continuous(List.of(List.of(0, 1, 2, 3), List.of(3, 2, 1)))
            .<Integer, Integer>batchPathVariants(
                batch -> batch.stream().map(x -> x / 2).toList(),
                List.of(
                    low ->
                        low.<Integer, Integer>batchPathVariants(
                            batch -> batch.stream().map(x -> 1 - x).toList(),
                            List.of(one -> one, zero -> zero)),
                    high -> high))
            .build()) {
      for (int epoch = 0; epoch < 10; epoch++) {
        assertThat(pipeline).containsExactly(List.of(1, 0, 2, 3), List.of(1, 3, 2));
      }
    }
  }

  @Test
  void aRouterOfBatchesMustNameAPathForEachElement() {
    var pipeline =
        Pipeline.from(List.of(List.of(1, 2)))
            .<Integer, Integer>batchPathVariants(batch -> List.of(0), List.of(a -> a))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withMessageContaining("returned 1 paths for 2 elements");
  }

  @Test
  void whatIsNoPathIsRefused() {
    var source = Pipeline.from(List.of(1));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> source.<Integer>pathVariants(x -> 0, List.of()).build())
        .withMessageContaining("it has no paths")
        .withMessageContaining("RouteTest.java");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> source.<Integer>pathVariants(x -> 0, a -> source, b -> b))
        .withMessageContaining("path 0 returned a pipeline with a source of its own");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> source.<Integer>pathVariants(x -> 0, a -> a, b -> b.sink(3)))
        .withMessageContaining("path 1 has a sink");
  }

  private static List<String> strings(String prefix, List<Integer> numbers) {
    return numbers.stream().map(x -> prefix + x).toList();
  }
}
