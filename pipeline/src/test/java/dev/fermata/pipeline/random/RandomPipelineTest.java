package dev.fermata.pipeline.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
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
  private static final List<Consumption> BETWEEN_THREADS =
      List.of(
          Consumption.LOOP,
          Consumption.NEXT,
          Consumption.STREAM,
          Consumption.PUBLISHER,
          Consumption.THREADS);

  static LongStream seeds() {
    long first = Long.getLong("fermata.pipeline.seed", 1);
    return LongStream.range(first, first + Integer.getInteger("fermata.pipeline.cases", 150));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noItemIsLostOrDoubledAndOrderIsKeptWherePromised(long seed) {
    RandomCase.of(seed)
        .check(of -> runsToItsEnd(of, RandomPipelineTest::oneOfThoseThatPassItemsBetweenThreads));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void consumedOnTheLoopNowAndThenItBringsTheSame(long seed) {
    RandomCase.of(seed).check(of -> runsToItsEnd(of, RandomPipelineTest::mostlyOnTheLoop));
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

  private static Consumption oneOfThoseThatPassItemsBetweenThreads(
      Random choice, boolean withThreads) {
    List<Consumption> ways =
        withThreads ? BETWEEN_THREADS : BETWEEN_THREADS.subList(0, BETWEEN_THREADS.size() - 1);
    return ways.get(choice.nextInt(ways.size()));
  }

  private static Consumption mostlyOnTheLoop(Random choice, boolean withThreads) {
    return choice.nextInt(3) > 0
        ? Consumption.ON_LOOP
        : oneOfThoseThatPassItemsBetweenThreads(choice, withThreads);
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

  @ParameterizedTest
  @MethodSource("seeds")
  void moreFailuresThanAreAllowedEndItAndNoFewer(long seed) {
    RandomCase.of(seed).check(RandomPipelineTest::failsByItsBudget);
  }

  private static Consumption sometimesOnLoop(RandomCase of) {
    return of.random(6).nextBoolean() ? Consumption.ON_LOOP : Consumption.LOOP;
  }

  private static void failsByItsBudget(RandomCase of) {
    RandomPipeline random = of.pipeline();
    if (random.isContinuous()) {
      return; // It would have no end.
    }
    var failed = new ArrayList<String>();
    var expected = new Expectation(random.expected(0, failed), random.order());
    int allowed = Math.max(0, failed.size() + of.random(4).nextInt(3) - 2);
    var results = new ArrayList<String>();
    PipelineFailure failure;
    try (Pipeline<String> pipeline = random.builder().maxFailures(allowed).build()) {
      failure =
          catchThrowableOfType(
              PipelineFailure.class, () -> sometimesOnLoop(of).consume(pipeline, results::add));
    }

    assertThat(random.faults(failure == null)).isEmpty();
    if (failed.size() <= allowed) {
      assertThat(failure).isNull();
      expected.isMetBy(results);
      assertThat(random.dropped(1)).containsExactlyInAnyOrderElementsOf(failed);
    } else {
      assertThat(failure).hasMessageContaining("maxFailures is " + allowed);
      assertThat(failed).containsAll(random.dropped(1));
      assertThat(random.dropped(1)).doesNotHaveDuplicates().hasSizeGreaterThan(allowed);
      assertThat(results).doesNotHaveDuplicates();
      assertThat(expected.items()).containsAll(results);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whereAStageBreaksAllBeforeThatIsDelivered(long seed) {
    RandomCase.of(seed).check(RandomPipelineTest::breaksSomewhere);
  }

  private static void breaksSomewhere(RandomCase of) {
    RandomPipeline random = of.pipeline();
    Random choice = of.random(5);
    int place = choice.nextInt(random.stages() + 1);
    List<String> before = random.before(place);
    if (before.isEmpty()) {
      return;
    }
    var whole = new Expectation(random.expected(0, new ArrayList<>()), random.order());
    var breaking = new Breaking(choice, before.get(choice.nextInt(before.size())));
    random.insert(place, breaking);
    List<String> results = new ArrayList<>();
    try (Pipeline<String> pipeline = random.builder().build()) {
      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(() -> sometimesOnLoop(of).consume(pipeline, results::add))
          .withStackTraceContaining(breaking.failure.toString())
          .satisfies(thrown -> assertThat(thrown.failures()).hasSize(1));
    }
    assertThat(random.faults(false)).isEmpty();
    if (random.orderBefore(place) == Order.EXACT) { // So it is known what comes before it.
      new Expectation(random.expected(0, new ArrayList<>()), random.order()).isMetBy(results);
    } else {
      whole.beginsWith(results);
    }
  }
}
