package dev.fermata.pipeline;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.fermata.async.testing.VirtualClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random pipelines on a virtual clock. A failing case shows its seed; {@code
 * -Dfermata.pipeline.seed=N} begins with that one, {@code -Dfermata.pipeline.cases=N} runs more.
 */
@Timeout(300)
class RandomPipelineTest {
  private static final String END = "end";

  static LongStream seeds() {
    long first = Long.getLong("fermata.pipeline.seed", 1);
    return LongStream.range(first, first + Integer.getInteger("fermata.pipeline.cases", 150));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noItemIsLostOrDoubledAndOrderIsKeptWherePromised(long seed) {
    var random = new Random(seed);
    List<RandomStage> stages = stages(random);
    List<String> items = items(random.nextInt(60));
    boolean merged = random.nextInt(4) == 0;
    var results = new ArrayList<String>();
    try (var pipeline =
        RandomStage.addAll(merged ? merged(items, random) : source(items, random), stages)
            .sink(1 + random.nextInt(3))
            .clock(new VirtualClock())
            .build()) {
      for (String result : pipeline) {
        results.add(result);
        checkBounds(pipeline, stages);
      }
      checkBounds(pipeline, stages);
      checkEnded(pipeline, stages);
    }

    List<String> expected = RandomStage.expected(items, stages);
    if (!merged && stages.stream().allMatch(RandomStage::keepsOrder)) {
      assertThat(results).as("%s", stages).isEqualTo(expected);
    } else {
      assertThat(results).as("%s", stages).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whereverItIsClosedNothingIsLeftBehindAndNothingCameTwice(long seed) {
    var random = new Random(seed);
    List<RandomStage> stages = stages(random);
    List<String> items = items(60);
    int wanted = random.nextInt(30);
    var results = new ArrayList<String>();
    try (var pipeline =
        RandomStage.addAll(source(items, random), stages).clock(new VirtualClock()).build()) {
      var iterator = pipeline.iterator();
      while (results.size() < wanted && iterator.hasNext()) {
        results.add(iterator.next());
      }
    }

    assertThat(stages).as("%s", stages).allMatch(RandomStage::isIdle);
    checkPart(results, items, stages);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whereverItFailsWhatIsDeliveredIsPartOfTheWhole(long seed) {
    var random = new Random(seed);
    List<RandomStage> stages = stages(random);
    List<String> items = items(60);
    var results = new ArrayList<String>();
    int allowed = random.nextInt(3);
    var pipeline =
        RandomStage.addAll(source(items, random), stages)
            .maxFailures(allowed)
            .clock(new VirtualClock())
            .build();
    boolean failed = false;
    try (pipeline) {
      pipeline.forEach(results::add);
    } catch (PipelineFailure expected) {
      failed = true;
      assertThat(expected).hasMessageContaining("of the whole pipeline");
    }

    assertThat(stages).as("%s", stages).allMatch(RandomStage::isIdle);
    checkPart(results, items, stages);
    if (!failed) {
      assertThat(results)
          .as("%s", stages)
          .containsExactlyInAnyOrderElementsOf(RandomStage.expected(items, stages));
    }
  }

  private static void checkPart(
      List<String> results, List<String> items, List<RandomStage> stages) {
    assertThat(results).as("%s", stages).doesNotHaveDuplicates();
    assertThat(new HashSet<>(RandomStage.expected(items, stages)))
        .as("%s", stages)
        .containsAll(results);
  }

  private static void checkBounds(Pipeline<?> pipeline, List<RandomStage> stages) {
    if (!stages.stream().allMatch(RandomStage::keptItsConcurrency)) {
      fail("more operations in flight than the concurrency says: %s", stages);
    }
    for (QueueStatistics queue : pipeline.statistics().queues()) {
      if (queue.size() > queue.capacity()) {
        fail("%s of %s", queue, stages);
      }
    }
  }

  private static void checkEnded(Pipeline<?> pipeline, List<RandomStage> stages) {
    assertThat(stages).as("%s", stages).allMatch(RandomStage::isIdle);
    assertThat(pipeline.statistics().stages())
        .as("%s", stages)
        .allMatch(stage -> stage.inFlight() == 0);
  }

  private static List<RandomStage> stages(Random random) {
    var stages = new ArrayList<RandomStage>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      stages.add(new RandomStage(random, 0));
    }
    return stages;
  }

  private static List<String> items(int count) {
    return IntStream.range(0, count).mapToObj(i -> "i" + i).toList();
  }

  private static Builder<String> source(List<String> items, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Pipeline.from(items);
      case 1 -> Pipeline.fromStream(items.stream());
      default -> {
        var iterator = items.iterator();
        yield Pipeline.fromAsync(
            () -> completedFuture(iterator.hasNext() ? iterator.next() : END), END);
      }
    };
  }

  private static Builder<String> merged(List<String> items, Random random) {
    int middle = items.size() / 2;
    return Pipeline.merge(
        List.of(
            source(items.subList(0, middle), random),
            source(items.subList(middle, items.size()), random)));
  }
}
