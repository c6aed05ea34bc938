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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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
