package dev.fermata.pipeline.random;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random pipelines on real threads come to their end whichever way they are ended: by their source,
 * by an error, by a consumer that leaves or never comes.
 */
@Timeout(300)
class RandomEndingTest {
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);

  @AfterAll
  static void shutDown() {
    THREADS.shutdownNow();
  }

  static LongStream seeds() {
    return RandomPipelineTest.seeds();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void closeComesBackAndWhatWasNotEndedEarlyIsComplete(long seed) {
    var random = new Random(seed);
    List<Integer> items = IntStream.range(0, random.nextInt(300)).boxed().toList();
    int errorAt = random.nextInt(4) == 0 ? random.nextInt(items.size() + 1) : -1;
    Builder<Integer> builder = Pipeline.from(random.nextBoolean() ? items : items::iterator);
    builder = stage(builder, random, errorAt);
    for (int more = random.nextInt(4); more > 0; more--) {
      builder = random.nextInt(4) == 0 ? detour(builder, random) : stage(builder, random, -1);
    }
    // Close waits for so long where something is left behind.
    Builder<Integer> whole = builder.sink(1 + random.nextInt(5)).grace(Duration.ofMinutes(4));
    int taken = random.nextInt(3) == 0 ? random.nextInt(items.size() + 1) : Integer.MAX_VALUE;
    int way = random.nextInt(4);

    var results = new ArrayList<Integer>();
    var failures = new ArrayList<PipelineFailure>();
    assertThat(CompletableFuture.runAsync(() -> run(whole, way, taken, results, failures)))
        .succeedsWithin(Duration.ofSeconds(60));

    boolean fails = errorAt >= 0 && errorAt < items.size();
    if (way > 0 && taken == Integer.MAX_VALUE) {
      assertThat(failures).hasSize(fails ? 1 : 0);
    }
    if (fails) {
      assertThat(results).doesNotContain(errorAt).doesNotHaveDuplicates().isSubsetOf(items);
    } else if (way > 0 && taken == Integer.MAX_VALUE) {
      assertThat(results).containsExactlyInAnyOrderElementsOf(items);
    }
  }

  private static Builder<Integer> stage(Builder<Integer> builder, Random random, int errorAt) {
    int lanes = 1 + random.nextInt(8);
    boolean ordered = random.nextBoolean();
    int often = 1 + random.nextInt(5);
    return random.nextBoolean()
        ? builder.pipe(
            "any " + random.nextLong(),
            item ->
                item % often == 0
                    ? supplyAsync(() -> unless(errorAt, item), THREADS)
                    : now(errorAt, item),
            s -> s.concurrency(lanes).ordered(ordered))
        : builder.pipeBlocking(
            "any " + random.nextLong(),
            item -> unless(errorAt, item),
            s -> s.concurrency(lanes).ordered(ordered));
  }

  private static CompletableFuture<Integer> now(int errorAt, int item) {
    return completedFuture(unless(errorAt, item));
  }

  private static int unless(int errorAt, int item) {
    if (item == errorAt) {
      throw new AssertionError("item " + item);
    }
    return item;
  }

  private static Builder<Integer> detour(Builder<Integer> builder, Random random) {
    return random.nextBoolean()
        ? builder.aggregate(1 + random.nextInt(4)).disaggregate()
        : builder.pathVariants(item -> item % 2, path -> path, path -> stage(path, random, -1));
  }

  private static void run(
      Builder<Integer> builder,
      int way,
      int taken,
      List<Integer> results,
      List<PipelineFailure> failures) {
    try (Pipeline<Integer> pipeline = builder.build()) {
      switch (way) {
        case 0 -> pipeline.start();
        case 1 -> take(pipeline, taken, results);
        case 2 -> takeOnLoop(pipeline, taken, results);
        default -> results.addAll(taken == Integer.MAX_VALUE ? pipeline.toList() : List.of());
      }
    } catch (PipelineFailure failure) {
      failures.add(failure);
    }
  }

  private static void take(Pipeline<Integer> pipeline, int most, List<Integer> results) {
    var iterator = pipeline.iterator();
    while (results.size() < most && iterator.hasNext()) {
      results.add(iterator.next());
    }
  }

  private static void takeOnLoop(Pipeline<Integer> pipeline, int most, List<Integer> results) {
    try {
      pipeline.forEachOnLoop(
          item -> {
            if (results.size() == most) {
              throw new IllegalStateException("enough");
            }
            results.add(item);
          });
    } catch (IllegalStateException enough) {
      assertThat(results).hasSize(most);
    }
  }
}
