package dev.fermata.pipeline.definition;

import dev.fermata.pipeline.operation.DeadLetter;
import dev.fermata.pipeline.operation.StageHook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How a stage applies its operation; as the user gave it, unchecked.
 *
 * @param concurrency operations in flight at most, those that wait for room downstream included
 * @param timeout for one attempt of an operation
 * @param limits for this stage alone
 * @param executor for a blocking operation, in place of the pipeline's own threads
 * @param rate of attempts
 * @param deadLetters takes the items that failed, in place of the log
 * @param hooks around the stage and its operations, the outermost first
 * @param key items of the same key are worked on one after the other
 */
public record StageSettings(
    int concurrency,
    ResultOrder order,
    Optional<Duration> timeout,
    FailureLimits limits,
    Optional<Executor> executor,
    Optional<Retry> retry,
    Optional<RateLimit> rate,
    Optional<Consumer<? super DeadLetter>> deadLetters,
    List<StageHook> hooks,
    Optional<Function<Object, Object>> key) {

  public StageSettings {
    hooks = List.copyOf(hooks);
  }

  public static final StageSettings DEFAULT =
      new StageSettings(
          1,
          ResultOrder.COMPLETION,
          Optional.empty(),
          FailureLimits.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
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
        otherConcurrency,
        otherOrder,
        timeout,
        limits,
        executor,
        retry,
        rate,
        deadLetters,
        hooks,
        key);
  }

  @Override
  public String toString() {
    var text = new StringBuilder("concurrency ").append(concurrency);
    if (order == ResultOrder.INPUT) {
      text.append(", ordered");
    }
    if (key.isPresent()) {
      text.append(", ordered by key");
    }
    timeout.ifPresent(limit -> text.append(", timeout ").append(limit));
    retry.ifPresent(given -> text.append(", ").append(given));
    rate.ifPresent(given -> text.append(", ").append(given));
    text.append(limits);
    executor.ifPresent(given -> text.append(", executor ").append(given));
    return text.toString();
  }
}
