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
   * @return why the budget is exceeded, completing the sentence "stage x ..."; mostly empty
   */
  Optional<String> spend(@Nullable Throwable failure) {
    items++;
    if (failure != null) {
      failures++;
      lastFailure = failure;
    }
    if (failures > maxFailures) {
      return Optional.of(exceeded("maxFailures is " + maxFailures));
    }
    // Divided, as 0.29 * 100 is less than 29.
    if (items >= ITEMS_BEFORE_RATE && (double) failures / items > maxRate) {
      return Optional.of(exceeded("maxFailureRate is " + maxRate));
    }
    return Optional.empty();
  }

  /** To be asked once a failure was counted. */
  Throwable lastFailure() {
    return Objects.requireNonNull(lastFailure);
  }

  private String exceeded(String limit) {
    return "failed for %d of %d items%s (%s), the last".formatted(failures, items, whose, limit);
  }
}
