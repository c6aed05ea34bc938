package dev.fermata.pipeline.definition;

import dev.fermata.pipeline.operation.DeadLetter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * How a stage applies its operation; as the user gave it, unchecked.
 *
 * @param concurrency operations in flight at most, those that wait for room downstream included
 * @param timeout for one attempt of an operation
 * @param limits for this stage alone
 * @param executor for a blocking operation, in place of the pipeline's own threads
 * @param rate of attempts
 * @param deadLetters takes the items that failed, in place of the log
 */
public record StageSettings(
    int concurrency,
    ResultOrder order,
    Optional<Duration> timeout,
    FailureLimits limits,
    Optional<Executor> executor,
    Optional<Retry> retry,
    Optional<RateLimit> rate,
    Optional<Consumer<? super DeadLetter>> deadLetters) {

  public static final StageSettings DEFAULT =
      new StageSettings(
          1,
          ResultOrder.COMPLETION,
          Optional.empty(),
          FailureLimits.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The order in which a stage hands its results on. */
  public enum ResultOrder {
    /** As the operations end. */
    COMPLETION,
    /** As the items came in. */
    INPUT
  }

  public StageSettings with(int otherConcurrency, ResultOrder otherOrder) {
    return new StageSettings(
        otherConcurrency, otherOrder, timeout, limits, executor, retry, rate, deadLetters);
  }

  @Override
  public String toString() {
    var text = new StringBuilder("concurrency ").append(concurrency);
    if (order == ResultOrder.INPUT) {
      text.append(", ordered");
    }
    timeout.ifPresent(limit -> text.append(", timeout ").append(limit));
    retry.ifPresent(given -> text.append(", ").append(given));
    rate.ifPresent(given -> text.append(", ").append(given));
    text.append(limits);
    executor.ifPresent(given -> text.append(", executor ").append(given));
    return text.toString();
  }
}
