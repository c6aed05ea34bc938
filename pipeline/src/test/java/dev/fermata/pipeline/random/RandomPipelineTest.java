package dev.fermata.pipeline.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random pipelines on a virtual clock. A failing case shows its seed, and the smallest pipeline
 * that was found to fail as well; {@code -Dfermata.pipeline.seed=N} begins with that seed, {@code
 * -Dfermata.pipeline.cases=N} runs more.
 */
@Timeout(300)
class RandomPipelineTest {
  static LongStream seeds() {
    long first = Long.getLong("fermata.pipeline.seed", 1);
    return LongStream.range(first, first + Integer.getInteger("fermata.pipeline.cases", 150));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noItemIsLostOrDoubledAndOrderIsKeptWherePromised(long seed) {
    RandomCase.of(seed).check(of -> runsToItsEnd(of, Consumption::betweenThreads));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void consumedOnTheLoopNowAndThenItBringsTheSame(long seed) {
    RandomCase.of(seed).check(of -> runsToItsEnd(of, Consumption::mostlyOnTheLoop));
  }

  /** How to consume the next epoch; not with several threads where others follow. */
  @FunctionalInterface
  private interface Choice {
    Consumption way(Random choice, boolean withThreads);
  }

  private static void runsToItsEnd(RandomCase of, Choice choiceOfWay) {
    RandomPipeline random = of.pipeline();
    Random choice = of.random(2);
    int epochs = random.isContinuous() ? 1 + choice.nextInt(4) : 1;
    List<String> failed = new ArrayList<>();
    try (Pipeline<String> pipeline = random.builder().build()) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        Consumption way = choiceOfWay.way(choice, !random.isContinuous());
        List<String> results = way.consume(pipeline);
        var expected = new Expectation(random.expected(epoch, failed), random.order());
        if (way == Consumption.THREADS) {
          expected.isMetInAnyOrderBy(results);
        } else {
          expected.isMetBy(results);
        }
      }
      if (!random.isContinuous()) {
        assertThat(pipeline.statistics().stages()).allMatch(stage -> stage.inFlight() == 0);
        assertThat(random.faultsOfStages(true)).isEmpty();
      }
    }
    assertThat(random.dropped(epochs)).containsExactlyInAnyOrderElementsOf(failed);
    assertThat(random.faults(!random.isContinuous())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whereverItIsClosedNothingIsLeftBehindAndNothingCameTwice(long seed) {
    RandomCase.of(seed).check(RandomPipelineTest::isClosedSomewhere);
  }

  private static void isClosedSomewhere(RandomCase of) {
    RandomPipeline random = of.pipeline();
    Random choice = of.random(3);
    int wanted = choice.nextInt(40);
    boolean byAnother = choice.nextBoolean();
    var epochs = new ArrayList<List<String>>();
    Pipeline<String> pipeline = random.builder().build();
    try (pipeline) {
      int taken = 0;
      boolean over = false;
      while (taken < wanted && !over && epochs.size() < 50) {
        var results = new ArrayList<String>();
        epochs.add(results);
        var items = pipeline.iterator();
        while (taken < wanted && items.hasNext()) {
          results.add(items.next());
          taken++;
        }
        over = !random.isContinuous();
      }
      if (byAnother && taken == wanted && !epochs.isEmpty()) {
        var closing = new Thread(pipeline::close);
        closing.start();
        pipeline.iterator().forEachRemaining(epochs.get(epochs.size() - 1)::add);
      }
    }
    assertThat(pipeline.iterator().hasNext()).isFalse();
    assertThat(random.faults(false)).isEmpty();
    for (int epoch = 0; epoch < epochs.size(); epoch++) {
      var expected = new Expectation(random.expected(epoch, new ArrayList<>()), random.order());
      if (epoch < epochs.size() - 1) {
        expected.isMetBy(epochs.get(epoch));
      } else {
        expected.beginsWith(epochs.get(epoch));
      }
    }
  }
}
