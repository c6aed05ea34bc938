package dev.fermata.pipeline;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoopConsumptionTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1_000})
  void itGetsEveryItemInOrderOnTheLoop(int count) {
    var onLoop = new ArrayList<Boolean>();
    var items = new ArrayList<Integer>();
    try (var pipeline = doubled(new Naturals(count))) {
      pipeline.forEachOnLoop(
          item -> {
            onLoop.add(EventLoop.ifCurrent().isPresent());
            items.add(item);
          });
    }

    assertThat(items).isEqualTo(IntStream.range(0, count).mapToObj(i -> 2 * i).toList());
    assertThat(onLoop).hasSize(count);
    if (count > 100) { // Few may all have been made, and the loop ended, before they are asked for.
      assertThat(onLoop).doesNotContain(false);
    }
  }

  @Test
  void itGoesOnWhereAnIteratorStopped() {
    try (var pipeline = doubled(new Naturals(6))) {
      var iterator = pipeline.iterator();
      iterator.next();
      assertThat(iterator.hasNext()).as("has taken the next one").isTrue();

      assertThat(pipeline.toList()).containsExactly(2, 4, 6, 8, 10);
      assertThat(pipeline.toList()).as("after the end").isEmpty();
    }
  }

  @Test
  void manyStagesInARowDoNotOverflowTheStack() {
    Builder<Integer> stages = Pipeline.from(new Naturals(600));
    for (int i = 0; i < 300; i++) {
      stages = stages.pipe("one more " + i, item -> completedFuture(item + 1), s -> {});
    }
    try (var pipeline = stages.build()) {
      assertThat(pipeline.toList()).isEqualTo(IntStream.range(300, 900).boxed().toList());
    }
  }

  @Test
  void itCollects() {
    try (var pipeline = doubled(new Naturals(5))) {
      assertThat(pipeline.collect(Collectors.summingInt(item -> item))).isEqualTo(20);
    }
  }

  @Test
  void anActionThatThrowsLeavesTheRestToOthers() {
    var failure = new IllegalStateException("enough");
    try (var pipeline = doubled(new Naturals(6))) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () ->
                  pipeline.forEachOnLoop(
                      item -> {
                        if (item == 4) {
                          throw failure;
                        }
                      }))
          .isSameAs(failure);

      assertThat(pipeline).containsExactly(6, 8, 10);
    }
  }

  @Test
  void aFailureComesAfterAllThatIsDelivered() {
    var items = new ArrayList<Integer>();
    try (var pipeline =
        Pipeline.from(new Naturals(10))
            .pipe("breaks", LoopConsumptionTest::refuseFive, s -> s.maxFailures(0).ordered())
            .build()) {
      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(() -> pipeline.forEachOnLoop(items::add));
    }
    assertThat(items).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void itEndsWithTheEpoch() {
    try (var pipeline =
        Pipeline.continuous(List.of(1, 2, 3)).pipe(x -> completedFuture(x)).build()) {
      assertThat(pipeline.toList()).containsExactly(1, 2, 3);
      assertThat(pipeline).as("the next epoch").containsExactly(1, 2, 3);
      assertThat(pipeline.toList()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void anActionThatClosesThePipelineGetsNothingMore() {
    var items = new ArrayList<Integer>();
    var pipeline = doubled(new Naturals(100));
    pipeline.forEachOnLoop(
        item -> {
          items.add(item);
          if (items.size() == 3) {
            pipeline.close();
          }
        });

    assertThat(items).containsExactly(0, 2, 4);
    assertThat(pipeline.toList()).isEmpty();
  }

  @Test
  void toCloseItEndsWhoeverWaits() throws Exception {
    var operation = new ManualOperation<Integer>();
    var pipeline = Pipeline.from(new Naturals(1)).pipe("manual", operation, s -> {}).build();
    CompletableFuture<List<Integer>> items = CompletableFuture.supplyAsync(pipeline::toList);
    operation.call(0);

    pipeline.close();

    assertThat(items).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(List.of());
  }

  @Test
  void anInterruptLosesNothing() throws Exception {
    var operation = new ManualOperation<Integer>();
    var flag = new CompletableFuture<Boolean>();
    try (var pipeline = Pipeline.from(new Naturals(1)).pipe("manual", operation, s -> {}).build()) {
      var consumer =
          new Thread(
              () -> {
                try {
                  pipeline.toList();
                } catch (CancellationException interrupted) {
                  flag.complete(Thread.currentThread().isInterrupted());
                }
              });
      consumer.start();
      operation.call(0);

      consumer.interrupt();
      assertThat(flag).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(true);

      operation.succeed(0);
      assertThat(pipeline).containsExactly(0);
    }
  }

  @Test
  void whatTheLoopItselfConsumesIsRefused() {
    var pipelines = new CompletableFuture<Pipeline<Integer>>();
    var pipeline =
        Pipeline.from(new Naturals(1))
            .pipe("asks", item -> completedFuture(pipelines.join().toList().size()), s -> {})
            .maxFailures(0)
            .build();
    try (pipeline) {
      pipelines.complete(pipeline);
      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(pipeline::toList)
          .havingCause()
          .isInstanceOf(IllegalStateException.class)
          .withMessageContaining("its own loop");
    }
  }

  private static CompletableFuture<Integer> refuseFive(int item) {
    return item == 5
        ? CompletableFuture.failedFuture(new IllegalArgumentException("five"))
        : completedFuture(item);
  }

  private static Pipeline<Integer> doubled(Iterable<Integer> items) {
    return Pipeline.from(items)
        .pipe("double", item -> completedFuture(2 * item), s -> s.concurrency(4).ordered())
        .build();
  }
}
