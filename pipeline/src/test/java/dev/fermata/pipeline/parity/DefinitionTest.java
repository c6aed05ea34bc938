package dev.fermata.pipeline.parity;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.fermata.pipeline.AsyncOperation;
import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.StageOptions;
import dev.fermata.pipeline.engine.RunSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DefinitionTest {
  private static final Builder<Integer> NUMBERS = Pipeline.from(List.of(1, 2, 3));

  @Test
  void everyCallReturnsANewDefinitionAndLeavesTheOldOne() {
    String before = NUMBERS.toString();

    Builder<List<Integer>> longer = NUMBERS.pipe(DefinitionTest::same).aggregate(2).sink(7);

    assertThat(NUMBERS).hasToString(before);
    assertThat(longer.toString()).contains("same", "aggregate (2)", "sink of 7");
  }

  @Test
  void aDefinitionTellsWhereEachStageWasWritten() {
    String definition =
        NUMBERS
            .pipe("first", x -> same(x), stage -> stage.concurrency(4).ordered())
            .pipeBlocking("second", x -> x, stage -> stage.timeout(Duration.ofSeconds(2)))
            .toString();

    assertThat(definition)
        .containsPattern("first \\(concurrency 4, ordered\\) at .*DefinitionTest.java:\\d+")
        .containsPattern("second \\(concurrency 1, timeout PT2S\\) at .*DefinitionTest.java:\\d+");
  }

  @Test
  void aDefinitionTellsWhichMethodOrClassAStageRuns() {
    String definition =
        NUMBERS
            .pipe(DefinitionTest::same)
            .pipe("renamed", DefinitionTest::same, stage -> {})
            .pipeBlocking("object", new Twice(), stage -> {})
            .pipeBlocking("lambda", x -> x, stage -> {})
            .toString();

    String method = DefinitionTest.class.getTypeName() + ".same";
    assertThat(definition)
        .contains("same (concurrency 1, runs " + method + ")")
        .contains("renamed (concurrency 1, runs " + method + ")")
        .contains("object (concurrency 1, runs " + Twice.class.getTypeName() + ")")
        .contains("lambda (concurrency 1) at");
  }

  private static final class Twice implements Function<Integer, Integer> {
    @Override
    public Integer apply(Integer x) {
      return 2 * x;
    }
  }

  @Test
  void everyPartOfADefinitionTellsWhereItWasWritten() {
    var part = NUMBERS.pipe("part", DefinitionTest::same, stage -> {});
    String definition =
        Pipeline.merge(List.of(part, NUMBERS))
            .<Integer>pathVariants(
                x -> x % 2,
                one -> one.pipe("inner", DefinitionTest::same, stage -> {}),
                two -> two.<Integer>pathVariants(x -> 0, List.of(deep -> deep)))
            .aggregate(3)
            .background("beat", () -> same(1))
            .sink(4)
            .toString();

    String at = ".* at .*\\(DefinitionTest.java:\\d+\\)";
    assertThat(definition.lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("merge of 2" + at),
            line -> assertThat(line).matches("    source " + at),
            line -> assertThat(line).matches("      part " + at),
            line -> assertThat(line).matches("    source " + at),
            line -> assertThat(line).matches("  pathVariants of 2 paths" + at),
            line -> assertThat(line).isEqualTo("    path 0"),
            line -> assertThat(line).matches("      inner " + at),
            line -> assertThat(line).isEqualTo("    path 1"),
            line -> assertThat(line).matches("      pathVariants of 1 path" + at),
            line -> assertThat(line).isEqualTo("        path 0"),
            line -> assertThat(line).matches("  aggregate \\(3\\)" + at),
            line -> assertThat(line).matches("background beat" + at),
            line -> assertThat(line).matches("sink of 4" + at));
  }

  @Test
  void closeWaitsThreeSecondsUnlessToldOtherwiseAndNeverLessThanNone() {
    assertThat(RunSettings.DEFAULT.grace()).isEqualTo(Duration.ofSeconds(3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NUMBERS.grace(Duration.ofMillis(-1)).build())
        .withMessageContaining("grace is PT-0.001S");
  }

  @Test
  void concurrencyBelowOneIsRefused() {
    refused(stage -> stage.concurrency(0), "concurrency is 0");
  }

  @Test
  void aTimeoutThatIsNotPositiveIsRefused() {
    refused(stage -> stage.timeout(Duration.ZERO), "timeout is PT0S");
  }

  @Test
  void aNegativeFailureBudgetIsRefused() {
    refused(stage -> stage.maxFailures(-1), "maxFailures is -1");
  }

  @Test
  void aFailureRateOutsideOfZeroToOneIsRefused() {
    refused(stage -> stage.maxFailureRate(0), "maxFailureRate is 0.0");
    refused(stage -> stage.maxFailureRate(1.01), "maxFailureRate is 1.01");
    refused(stage -> stage.maxFailureRate(Double.NaN), "maxFailureRate is NaN");
    assertThatCode(NUMBERS.pipe("x", DefinitionTest::same, stage -> stage.maxFailureRate(1))::build)
        .doesNotThrowAnyException();
  }

  @Test
  void anExecutorForAnAsyncOperationIsRefusedAsItWouldNeverBeUsed() {
    refused(stage -> stage.executor(Runnable::run), "its operation is async");
  }

  @Test
  void countsAndBuffersBelowOneAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(NUMBERS.aggregate(0)::build)
        .withMessageContaining("'aggregate'")
        .withMessageContaining("count of 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(NUMBERS.sink(0)::build)
        .withMessageContaining("sink");
    assertThatIllegalArgumentException().isThrownBy(() -> NUMBERS.grace(Duration.ofNanos(-1)));
  }

  @Test
  void oneBuildShowsEveryMistake() {
    var wrong =
        NUMBERS
            .pipe("a", DefinitionTest::same, stage -> stage.concurrency(-3).maxFailures(-1))
            .aggregate(-2)
            .sink(0);

    assertThatIllegalArgumentException()
        .isThrownBy(wrong::build)
        .satisfies(refusal -> assertThat(refusal.getMessage().lines()).hasSize(4));
  }

  @Test
  void nullArgumentsAreRefusedAtOnce() {
    assertThatNullPointerException().isThrownBy(() -> Pipeline.from(null));
    assertThatNullPointerException()
        .isThrownBy(() -> NUMBERS.pipe((AsyncOperation<Integer, Integer>) null));
    assertThatNullPointerException()
        .isThrownBy(() -> NUMBERS.pipeBlocking(null, x -> x, stage -> {}));
    assertThatNullPointerException().isThrownBy(() -> NUMBERS.observe(null));
  }

  private static void refused(Consumer<StageOptions> options, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(NUMBERS.pipe("decode", DefinitionTest::same, options)::build)
        .withMessageContaining("stage 'decode': " + why)
        .withMessageContaining("DefinitionTest.java:");
  }

  static CompletableFuture<Integer> same(int x) {
    return completedFuture(x);
  }
}
