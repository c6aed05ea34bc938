package dev.fermata.pipeline.parity;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.Draining.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.ManualOperation;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
import dev.fermata.pipeline.operation.Emitter;
import dev.fermata.pipeline.operation.MergeInput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several sources into one. */
@Timeout(60)
class MergeTest {
  private final Builder<Integer> evens =
      Pipeline.from(new Naturals(100)).pipeBlocking("twice", x -> 2 * x, s -> {});
  private final Builder<Integer> odds =
      Pipeline.from(new Naturals(100)).pipe("odd", x -> completedFuture(2 * x + 1), s -> {});

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void everyItemOfEveryPartComesOutOnceAndEachPartKeepsItsOrder(boolean ordered, int concurrency) {
    var merged =
        Pipeline.merge(List.of(evens, odds))
            .pipe("same", x -> completedFuture(x), s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    var results = drain(merged);

    assertThat(results)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200).boxed().toList());
    if (ordered || concurrency == 1) {
      assertThat(results.stream().filter(x -> x % 2 == 0)).isSorted();
      assertThat(results.stream().filter(x -> x % 2 == 1)).isSorted();
    }
  }

  @Test
  void aPartWithoutItemsOrStagesIsNoHindrance() {
    var merged =
        Pipeline.<Integer>merge(
            List.of(Pipeline.from(List.<Integer>of()), Pipeline.from(List.of(1, 2))));

    assertThat(drain(merged.build())).containsExactly(1, 2);
  }

  @Test
  void mergesMayBeMerged() {
    var inner =
        Pipeline.<Integer>merge(List.of(Pipeline.from(List.of(1)), Pipeline.from(List.of(2))));
    var outer = Pipeline.<Integer>merge(List.of(inner, Pipeline.from(List.of(3))));

    assertThat(drain(outer.build())).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void aSlowPartDoesNotHoldUpAnother() throws Exception {
    var manual = new ManualOperation<Integer>();
    var slow = Pipeline.from(List.of(-1)).pipe("manual", manual, s -> {});
    try (var pipeline =
        Pipeline.<Integer>merge(List.of(slow, Pipeline.from(new Naturals(50)))).build()) {
      var items = pipeline.iterator();
      for (int i = 0; i < 50; i++) {
        assertThat(items.next()).isEqualTo(i);
      }
      manual.succeed(-1);
      assertThat(items.next()).isEqualTo(-1);
      assertThat(items.hasNext()).isFalse();
    }
  }

  @Test
  void anOperationMergesInAnOrderOfItsOwn() {
    var merged =
        Pipeline.<Integer, Integer>merge(
            List.of(evens, odds, Pipeline.from(List.of(-1))), MergeTest::inTurn);

    var results = drain(merged.build());

    assertThat(results.subList(0, 5)).containsExactly(0, 1, -1, 2, 3);
    assertThat(results).hasSize(201);
    assertThat(results.subList(3, 201)).isSorted();
  }

  private static CompletableFuture<@Nullable Void> inTurn(
      List<MergeInput<Integer>> inputs, Emitter<Integer> out) {
    var left = new ArrayDeque<>(inputs);
    while (!left.isEmpty()) {
      MergeInput<Integer> input = left.remove();
      Optional<Integer> item = await(input.next());
      if (item.isPresent()) {
        await(out.emit(item.get()));
        left.add(input);
      }
    }
    return completedFuture(null);
  }

  @BothOrders
  void anOperationMergesInItsOrderWhateverIsBeforeAndBehindIt(boolean ordered, int concurrency) {
    List<Builder<Integer>> parts =
        List.of(
            evens.pipeBlocking("a", x -> x, s -> s.concurrency(concurrency).ordered()),
            odds.pipe(
                "b", x -> completedFuture(x), s -> s.concurrency(concurrency).ordered(ordered)));
    var merged =
        Pipeline.<Integer, Integer>merge(parts, MergeTest::inTurn)
            .pipe("c", x -> completedFuture(x), s -> s.concurrency(concurrency).ordered(ordered))
            .build();
    var results = drain(merged);
    var all = IntStream.range(0, 200).boxed().toList();
    if (ordered || concurrency == 1) {
      assertThat(results).isEqualTo(all);
    } else {
      assertThat(results).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void anOperationThatReturnsEarlyCancelsWhatIsUpstream() throws Exception {
    var closed = new CountDownLatch(1);
    var manual = new ManualOperation<Integer>();
    var endless =
        Stream.iterate(0, x -> x + 1).peek(x -> await0(manual)).onClose(closed::countDown);
    try (var pipeline =
        Pipeline.<Integer, Integer>merge(
                List.of(
                    Pipeline.fromStream(endless),
                    Pipeline.from(new Naturals(9)).pipe("manual", manual, s -> {})),
                MergeTest::firstThree)
            .build()) {
      assertThat(pipeline).containsExactly(0, 1, 2);
      closed.await();
      assertThat(manual.call(0)).isCancelled();
    }
  }

  private static void await0(ManualOperation<Integer> manual) {
    try {
      manual.call(0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CompletableFuture<@Nullable Void> firstThree(
      List<MergeInput<Integer>> inputs, Emitter<Integer> out) {
    for (int i = 0; i < 3; i++) {
      await(out.emit(await(inputs.get(0).next()).orElseThrow()));
    }
    return completedFuture(null);
  }

  @Test
  void aPartThatFailsEndsThePipelineAndCancelsTheOthers() throws Exception {
    var manual = new ManualOperation<Integer>();
    var fails = new ManualOperation<Integer>();
    var waiting = Pipeline.from(List.of(1)).pipe("waits", manual, s -> {});
    var failing = Pipeline.from(List.of(2)).pipe("fails", fails, s -> s.maxFailures(0));
    try (var pipeline = Pipeline.<Integer>merge(List.of(waiting, failing)).build()) {
      pipeline.start();
      var call = manual.call(1);
      fails.fail(2, new java.io.IOException("gone"));

      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(() -> pipeline.iterator().hasNext())
          .withMessageContaining("stage 'fails'");
      assertThat(call).isCancelled();
    }
  }

  @Test
  void anOperationThatFailsEndsThePipeline() {
    var merged =
        Pipeline.<Integer, Integer>merge(
            List.of(evens, odds),
            (inputs, out) -> {
              throw new IllegalStateException("no");
            });

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(merged.build()))
        .withMessageContaining("stage 'merge' failed");
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "8"})
  void anEpochEndsWhenItHasEndedInAllParts(int concurrency) {
    var parts = List.of(Pipeline.continuous(List.of(1, 2, 3)), Pipeline.continuous(List.of(4)));
    try (var pipeline =
        Pipeline.<Integer>merge(parts)
            .pipe("same", x -> completedFuture(x), s -> s.concurrency(concurrency))
            .build()) {
      for (int epoch = 0; epoch < 20; epoch++) {
        assertThat(pipeline).containsExactlyInAnyOrder(1, 2, 3, 4);
      }
    }
  }

  @Test
  void anOperationIsCalledAnewForEachEpoch() {
    var parts = List.of(Pipeline.continuous(List.of(1, 3)), Pipeline.continuous(List.of(2)));
    try (var pipeline = Pipeline.<Integer, Integer>merge(parts, MergeTest::inTurn).build()) {
      for (int epoch = 0; epoch < 20; epoch++) {
        assertThat(pipeline).containsExactly(1, 2, 3);
      }
    }
  }

  @Test
  void partsWithAndWithoutEpochsAreRefusedAndSoIsNothing() {
    var mixed =
        Pipeline.<Integer>merge(
            List.of(Pipeline.continuous(List.of(1)), Pipeline.from(List.of(2))));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(mixed::build)
        .withMessageContaining("make all of them continuous, or none")
        .withMessageContaining("MergeTest.java");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Pipeline.<Integer>merge(new ArrayList<Builder<Integer>>()).build())
        .withMessageContaining("nothing to merge");
  }
}
