package dev.fermata.pipeline;

import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.definition.StageSettings.ResultOrder;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/**
 * How a stage works; handed to the consumer that {@link Builder#pipe} takes, and of no use after it
 * returned. Values are checked by {@link Builder#build}, which names the stage.
 *
 * <pre>{@code
 * .pipe("resize", images::resize, stage -> stage.concurrency(8).ordered().timeout(ofSeconds(2)))
 * }</pre>
 */
public final class StageOptions {
  private int concurrency;
  private ResultOrder order;
  private Optional<Duration> timeout;
  private OptionalInt maxFailures;
  private OptionalDouble maxFailureRate;
  private Optional<Executor> executor;

  StageOptions(StageSettings start) {
    concurrency = start.concurrency();
    order = start.order();
    timeout = start.timeout();
    maxFailures = start.maxFailures();
    maxFailureRate = start.maxFailureRate();
    executor = start.executor();
  }

  /**
   * How many operations are in flight at most, those whose result waits for room downstream counted
   * in. Without it 1.
   */
  public StageOptions concurrency(int operations) {
    concurrency = operations;
    return this;
  }

  /** Results leave in the order in which their items came; without it as operations end. */
  public StageOptions ordered() {
    return ordered(true);
  }

  /** As {@link #ordered()}, or back to the order in which operations end. */
  public StageOptions ordered(boolean asInput) {
    order = asInput ? ResultOrder.INPUT : ResultOrder.COMPLETION;
    return this;
  }

  /**
   * An operation that takes longer is cancelled (a blocking one is interrupted) and its item fails
   * with a {@link java.util.concurrent.TimeoutException}. Without it an operation may take forever.
   */
  public StageOptions timeout(Duration limit) {
    timeout = Optional.of(Objects.requireNonNull(limit, "timeout"));
    return this;
  }

  /**
   * How many items of this stage may fail before the pipeline ends: 0 ends it with the first.
   * Without it, and without a rate, failed items are logged and dropped, however many.
   */
  public StageOptions maxFailures(int items) {
    maxFailures = OptionalInt.of(items);
    return this;
  }

  /**
   * The share of this stage's items, above 0 and up to 1, that may fail before the pipeline ends;
   * looked at from the hundredth item on.
   */
  public StageOptions maxFailureRate(double share) {
    maxFailureRate = OptionalDouble.of(share);
    return this;
  }

  /** Where a blocking operation runs, in place of the pipeline's own threads. */
  public StageOptions executor(Executor given) {
    executor = Optional.of(Objects.requireNonNull(given, "executor"));
    return this;
  }

  StageSettings toSettings() {
    return new StageSettings(concurrency, order, timeout, maxFailures, maxFailureRate, executor);
  }
}
