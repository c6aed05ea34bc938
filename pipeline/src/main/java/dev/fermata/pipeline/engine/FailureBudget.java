package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.definition.FailureLimits;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many items of one stage, or of all of them, may fail. Confined to the loop. */
final class FailureBudget {
  /** A rate says little about fewer items. */
  static final int ITEMS_BEFORE_RATE = 100;

  private final long maxFailures;
  private final double maxRate;

  private final String whose;

  private long items;
  private long failures;
  private @Nullable Throwable lastFailure;
  private boolean exceeded;

  /**
   * @param whose completes "items ...", such as "of the pipeline"; empty for those of the stage
   */
  FailureBudget(FailureLimits limits, String whose) {
    this.maxFailures = limits.maxFailures().orElse(Integer.MAX_VALUE);
    this.maxRate = limits.maxFailureRate().orElse(1);
    this.whose = whose;
  }

  /**
   * Counts an item whose operation has ended, with a failure or without.
   *
   * @return why the budget is exceeded, completing the sentence "stage x ..."; mostly empty, and
   *     also where that was told before, as what is under way then is delivered
   */
  Optional<String> spend(@Nullable Throwable failure) {
    if (exceeded) {
      return Optional.empty();
    }
    items++;
    if (failure == null) {
      // Success lowers the rate: it is looked at only where it is judged for the first time.
      return items == ITEMS_BEFORE_RATE ? judgeRate() : Optional.empty();
    }
    failures++;
    lastFailure = failure;
    if (failures > maxFailures) {
      return Optional.of(exceeded("maxFailures is " + maxFailures));
    }
    return items >= ITEMS_BEFORE_RATE ? judgeRate() : Optional.empty();
  }

  private Optional<String> judgeRate() {
    // Divided, as 0.29 * 100 is less than 29.
    return (double) failures / items > maxRate
        ? Optional.of(exceeded("maxFailureRate is " + maxRate))
        : Optional.empty();
  }

  /** To be asked once a failure was counted. */
  Throwable lastFailure() {
    return Objects.requireNonNull(lastFailure);
  }

  private String exceeded(String limit) {
    exceeded = true;
    return "failed for %d of %d items%s (%s), the last".formatted(failures, items, whose, limit);
  }
}
