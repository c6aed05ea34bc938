package dev.fermata.pipeline.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PriorityStageExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random pipelines of blocking functions only, on real threads and in real time, as threads of
 * pools have turns of such a pipeline's loop.
 */
@Timeout(300)
class BlockingStagesTest {

  static LongStream seeds() {
    return RandomPipelineTest.seeds();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachItemComesOnceInOrderAndNoMoreAreUnderWayThanMayBe(long seed) {
    var random = new Random(seed);
    ExecutorService pool = Executors.newFixedThreadPool(1 + random.nextInt(4));
    try (var priority = new PriorityStageExecutor("random", 1 + random.nextInt(3))) {
      check(random, List.of(pool, priority.stage(), Runnable::run));
    } finally {
      pool.shutdownNow();
    }
  }

  private static void check(Random random, List<Executor> executors) {
    int count = random.nextInt(2_000);
    List<Integer> items = IntStream.range(0, count).boxed().toList();
    int sink = 1 + random.nextInt(6);
    var stages = new ArrayList<BlockingStage>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      stages.add(new BlockingStage(i, random, executors));
    }
    var arrived = new AtomicInteger();
    Builder<Integer> builder = Pipeline.from(random.nextBoolean() ? items : items::iterator);
    for (int i = 0; i < stages.size(); i++) {
      boolean last = i == stages.size() - 1;
      // Of the next stage's, some may have begun that have not come as far as to count themselves.
      builder =
          last
              ? stages.get(i).addTo(builder, arrived, sink + 1)
              : stages.get(i).addTo(builder, stages.get(i + 1).begun, 2 + stages.get(i + 1).lanes);
    }
    List<Integer> expected =
        items.stream()
            .filter(item -> stages.stream().allMatch(stage -> stage.handsOn(item)))
            .toList();
    var results = new ArrayList<Integer>();
    Consumer<Integer> consumer =
        item -> {
          arrived.incrementAndGet();
          results.add(item);
        };

    try (Pipeline<Integer> pipeline = builder.sink(sink).build()) {
      int way = random.nextInt(3);
      assertThat(CompletableFuture.runAsync(() -> consume(pipeline, way, consumer)))
          .as("%s", stages)
          .succeedsWithin(Duration.ofSeconds(60));
    }

    if (stages.stream().allMatch(stage -> stage.ordered)) {
      assertThat(results).as("%s", stages).isEqualTo(expected);
    } else {
      assertThat(results).as("%s", stages).containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(stages).allSatisfy(stage -> assertThat(stage.tooMany).hasValue(0));
  }

  private static void consume(Pipeline<Integer> pipeline, int way, Consumer<Integer> consumer) {
    switch (way) {
      case 0 -> pipeline.forEach(consumer);
      case 1 -> pipeline.forEachOnLoop(consumer);
      default ->
          pipeline.collect(
              Collectors.summingInt(
                  item -> {
                    consumer.accept(item);
                    return 1;
                  }));
    }
  }

  /** Fails, drops or hands on, by the item, and counts. */
  private static final class BlockingStage {
    private final int number;
    private final int lanes;
    private final boolean ordered;
    private final Executor executor;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicInteger tooMany = new AtomicInteger();

    BlockingStage(int number, Random random, List<Executor> executors) {
      this.number = number;
      lanes = 1 + random.nextInt(5);
      ordered = random.nextInt(3) > 0;
      executor = executors.get(random.nextInt(executors.size()));
    }

    /**
     * @param left how many have gone on from here
     * @param room for how many of them there is on the way
     */
    Builder<Integer> addTo(Builder<Integer> builder, AtomicInteger left, int room) {
      return builder.pipeBlocking(
          "stage " + number,
          item -> {
            int begunByNow = begun.incrementAndGet(); // Before it is read who has gone since.
            if (begunByNow - left.get() - dropped.get() > lanes + room) {
              tooMany.incrementAndGet();
            }
            return result(item);
          },
          s -> (ordered ? s.ordered() : s).concurrency(lanes).executor(executor));
    }

    private Integer result(int item) {
      if (handsOn(item)) {
        return item;
      }
      dropped.incrementAndGet();
      if (item % 2 == 0) {
        throw new IllegalStateException("item " + item);
      }
      return null;
    }

    boolean handsOn(int item) {
      return (item + number) % 97 != 0;
    }

    @Override
    public String toString() {
      return "%d lanes%s on %s".formatted(lanes, ordered ? " in order" : "", executor);
    }
  }
}
