package dev.fermata.pipeline.definition;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/**
 * How a stage applies its operation; as the user gave it, unchecked.
 *
 * @param concurrency operations in flight at most, those that wait for room downstream included
 * @param timeout for one operation
 * @param maxFailures how many items may fail before the pipeline ends
 * @param maxFailureRate the share of items that may fail before the pipeline ends
 * @param executor for a blocking operation, in place of the pipeline's own threads
 */
public record StageSettings(
    int concurrency,
    ResultOrder order,
    Optional<Duration> timeout,
    OptionalInt maxFailures,
    OptionalDouble maxFailureRate,
    Optional<Executor> executor) {

  public static final StageSettings DEFAULT =
      new StageSettings(
          1,
          ResultOrder.COMPLETION,
          Optional.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          Optional.empty());

  /** The order in which a stage hands its results on. */
  public enum ResultOrder {
    /** As the operations end. */
    COMPLETION,
    /** As the items came in. */
    INPUT
  }

  @Override
  public String toString() {
    var text = new StringBuilder("concurrency ").append(concurrency);
    if (order == ResultOrder.INPUT) {
      text.append(", ordered");
    }
    timeout.ifPresent(limit -> text.append(", timeout ").append(limit));
    maxFailures.ifPresent(limit -> text.append(", at most ").append(limit).append(" failures"));
    maxFailureRate.ifPresent(limit -> text.append(", failure rate at most ").append(limit));
    executor.ifPresent(given -> text.append(", executor ").append(given));
    return text.toString();
  }
}
