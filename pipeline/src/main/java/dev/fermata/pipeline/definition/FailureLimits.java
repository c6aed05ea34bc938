package dev.fermata.pipeline.definition;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How much may fail, of one stage or of all of them together, before the pipeline ends.
 *
 * @param maxFailures items
 * @param maxFailureRate share of the items
 */
public record FailureLimits(OptionalInt maxFailures, OptionalDouble maxFailureRate) {

  public static final FailureLimits NONE =
      new FailureLimits(OptionalInt.empty(), OptionalDouble.empty());

  public FailureLimits withMaxFailures(int items) {
    return new FailureLimits(OptionalInt.of(items), maxFailureRate);
  }

  public FailureLimits withMaxFailureRate(double share) {
    return new FailureLimits(maxFailures, OptionalDouble.of(share));
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    maxFailures.ifPresent(limit -> text.append(", at most ").append(limit).append(" failures"));
    maxFailureRate.ifPresent(limit -> text.append(", failure rate at most ").append(limit));
    return text.toString();
  }
}
