package dev.fermata.pipeline.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random pipelines that fail, by stages, sources and budgets; see {@link RandomPipelineTest}. */
@Timeout(300)
class RandomFailuresTest {
  @ParameterizedTest
  @MethodSource("dev.fermata.pipeline.random.RandomPipelineTest#seeds")
  void moreFailuresThanAreAllowedEndItAndNoFewer(long seed) {
    RandomCase.of(seed).check(RandomFailuresTest::failsByItsBudget);
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
              PipelineFailure.class,
              () -> Consumption.inOrder(of.random(6)).consume(pipeline, results::add));
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
  @MethodSource("dev.fermata.pipeline.random.RandomPipelineTest#seeds")
  void whereAStageBreaksAllBeforeThatIsDelivered(long seed) {
    RandomCase.of(seed).check(RandomFailuresTest::breaksSomewhere);
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
          .isThrownBy(() -> Consumption.inOrder(of.random(6)).consume(pipeline, results::add))
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

  @ParameterizedTest
  @MethodSource("dev.fermata.pipeline.random.RandomPipelineTest#seeds")
  void aStageOfWhichMoreFailThanItAllowsEndsIt(long seed) {
    RandomCase.of(seed).check(RandomFailuresTest::failsByTheBudgetOfAStage);
  }

  private static void failsByTheBudgetOfAStage(RandomCase of) {
    RandomPipeline random = of.pipeline();
    if (random.isContinuous()) {
      return; // It would have no end.
    }
    Random choice = of.random(7);
    var budgeted = new Budgeted(choice);
    random.insert(choice.nextInt(random.stages() + 1), budgeted);
    var expected = new Expectation(random.expected(0, new ArrayList<>()), random.order());
    var results = new ArrayList<String>();
    Optional<PipelineFailure> failure;
    try (Pipeline<String> pipeline = random.builder().build()) {
      failure = failureOf(pipeline, Consumption.inOrder(choice), results);
    }

    assertThat(failure.isPresent()).isEqualTo(budgeted.breaks());
    failure.ifPresent(budgeted::isToldBy);
    assertThat(random.faults(failure.isEmpty())).isEmpty();
    if (failure.isEmpty() || budgeted.isExact()) {
      expected.isMetBy(results);
    } else {
      expected.beginsWith(results);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.fermata.pipeline.random.RandomPipelineTest#seeds")
  void whereTheSourceFailsAllBeforeThatIsDelivered(long seed) {
    RandomCase.of(seed).check(RandomFailuresTest::sourceFails);
  }

  private static void sourceFails(RandomCase of) {
    RandomPipeline random = of.pipeline();
    Random choice = of.random(8);
    FailingPoint point = random.failSource(choice);
    try (Pipeline<String> pipeline = random.builder().build()) {
      for (int epoch = 0; epoch < point.epoch(); epoch++) {
        List<String> results = Consumption.inOrder(choice).consume(pipeline);
        new Expectation(random.expected(epoch, new ArrayList<>()), random.order()).isMetBy(results);
      }
      var results = new ArrayList<String>();
      var expected =
          new Expectation(random.expected(point.epoch(), new ArrayList<>()), random.order());
      Optional<PipelineFailure> failure = failureOf(pipeline, Consumption.inOrder(choice), results);

      assertThat(failure.isPresent() || random.source().mayMissAFailure()).isTrue();
      failure.ifPresent(point::isToldBy);
      if (random.source().isExactWhenItFails()) {
        expected.isMetBy(results);
      } else {
        expected.beginsWith(results);
        assertThat(results)
            .containsAll(
                expected.items().stream().filter(x -> Items.part(x) == point.part()).toList());
      }
    }
    boolean complete = random.source().isExactWhenItFails() && !random.isContinuous();
    assertThat(random.faults(complete)).isEmpty();
  }

  private static Optional<PipelineFailure> failureOf(
      Pipeline<String> pipeline, Consumption way, List<String> results) {
    return Optional.ofNullable(
        catchThrowableOfType(PipelineFailure.class, () -> way.consume(pipeline, results::add)));
  }
}
