package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.definition.FailureLimits;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {
  private final Exception failure = new Exception("an item's");

  @Test
  void withoutALimitAnyNumberMayFail() {
    var budget = budget(OptionalInt.empty(), OptionalDouble.empty());
    for (int i = 0; i < 1000; i++) {
      assertThat(budget.spend(failure)).isEmpty();
    }
  }

  @Test
  void aNumberOfFailuresIsExceededByOneMore() {
    var budget = budget(OptionalInt.of(2), OptionalDouble.empty());

    assertThat(budget.spend(failure)).isEmpty();
    assertThat(budget.spend(null)).isEmpty();
    assertThat(budget.spend(failure)).isEmpty();
    assertThat(budget.spend(failure))
        .contains("failed for 3 of 4 items (maxFailures is 2), the last");
    assertThat(budget.lastFailure()).isSameAs(failure);
  }

  @Test
  void itIsExceededOnce() {
    var budget = budget(OptionalInt.of(0), OptionalDouble.of(0.5));
    assertThat(budget.spend(failure)).isPresent();

    for (int i = 0; i < 200; i++) {
      assertThat(budget.spend(i % 3 == 0 ? null : failure)).isEmpty();
    }
  }

  @Test
  void aRateIsNotJudgedBeforeTheHundredthItem() {
    var budget = budget(OptionalInt.empty(), OptionalDouble.of(0.1));
    for (int i = 0; i < 99; i++) {
      assertThat(budget.spend(failure)).isEmpty();
    }
    assertThat(budget.spend(null)).isPresent();
  }

  @Test
  void aRateExactlyAtTheLimitPasses() {
    var budget = budget(OptionalInt.empty(), OptionalDouble.of(0.1));
    for (int i = 1; i <= 1000; i++) {
      assertThat(budget.spend(i % 10 == 0 ? failure : null)).as("item %d", i).isEmpty();
    }
    assertThat(budget.spend(failure)).isPresent();
  }

  @Test
  void aLimitThatIsNoRoundBinaryNumberPassesToo() {
    for (int percent = 1; percent <= 100; percent++) {
      var budget = budget(OptionalInt.empty(), OptionalDouble.of(percent / 100.0));
      for (int i = 0; i < 100 - percent; i++) {
        budget.spend(null);
      }
      for (int i = 0; i < percent; i++) {
        assertThat(budget.spend(failure)).as("%d percent", percent).isEmpty();
      }
      assertThat(budget.spend(failure).isPresent())
          .as("one above %d percent", percent)
          .isEqualTo(percent < 100);
    }
  }

  private static FailureBudget budget(OptionalInt maxFailures, OptionalDouble maxRate) {
    return new FailureBudget(new FailureLimits(maxFailures, maxRate), "");
  }
}
