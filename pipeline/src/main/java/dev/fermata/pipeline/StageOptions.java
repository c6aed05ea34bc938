package dev.fermata.pipeline;

import dev.fermata.pipeline.definition.FailureLimits;
import dev.fermata.pipeline.definition.RateLimit;
import dev.fermata.pipeline.definition.Retry;
import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.definition.StageSettings.ResultOrder;
import dev.fermata.pipeline.operation.DeadLetter;
import dev.fermata.pipeline.operation.StageHook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

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
  private FailureLimits limits;
  private Optional<Executor> executor;
  private Optional<Retry> retry;
  private Optional<RateLimit> rate;
  private Optional<Consumer<? super DeadLetter>> deadLetters;
  private final List<StageHook> hooks;
  private Optional<Function<Object, Object>> key;

  StageOptions(StageSettings start) {
    concurrency = start.concurrency();
    order = start.order();
    timeout = start.timeout();
    limits = start.limits();
    executor = start.executor();
    retry = start.retry();
    rate = start.rate();
    deadLetters = start.deadLetters();
    hooks = new ArrayList<>(start.hooks());
    key = start.key();
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
    limits = limits.withMaxFailures(items);
    return this;
  }

  /**
   * The share of this stage's items, above 0 and up to 1, that may fail before the pipeline ends;
   * looked at from the hundredth item on.
   */
  public StageOptions maxFailureRate(double share) {
    limits = limits.withMaxFailureRate(share);
    return this;
  }

  /**
   * An operation that fails with an {@link Exception} is tried again. Between the attempts there
   * are pauses, of which each is twice as long as the one before; the item keeps its place among
   * those in flight. Only when the last attempt has failed does the item count as failed. Stages
   * with many results for one item cannot retry.
   *
   * @param times after the first attempt, 1 or more
   * @param firstPause zero or more
   */
  public StageOptions retry(int times, Duration firstPause) {
    return retry(times, firstPause, failure -> true);
  }

  /**
   * As {@link #retry(int, Duration)}, for some failures only.
   *
   * @param when whether another attempt is worth while after this failure
   */
  public StageOptions retry(int times, Duration firstPause, Predicate<? super Exception> when) {
    retry =
        Optional.of(
            new Retry(
                times,
                Objects.requireNonNull(firstPause, "firstPause"),
                Objects.requireNonNull(when, "when")));
    return this;
  }

  /**
   * At most that many operations of this stage begin in that time, evenly spread: 10 in a second
   * begin 100 ms apart. Each attempt of a {@linkplain #retry retried} one counts, and waiting for
   * its time does not count towards the {@link #timeout}.
   *
   * @param operations 1 or more
   * @param per more than zero
   */
  public StageOptions rateLimit(int operations, Duration per) {
    rate = Optional.of(new RateLimit(operations, Objects.requireNonNull(per, "per")));
    return this;
  }

  /**
   * Takes the items of this stage that failed, which are then not logged. Called on the pipeline's
   * loop, must not block; what it throws ends the pipeline.
   */
  public StageOptions deadLetters(Consumer<? super DeadLetter> taker) {
    deadLetters = Optional.of(Objects.requireNonNull(taker, "deadLetters"));
    return this;
  }

  /**
   * Where a blocking operation runs, in place of the pipeline's own threads. Stages that compete
   * for cores may share a {@link PriorityStageExecutor}.
   *
   * <p>A thread of a plain pool of the JDK that has ended one operation may go on with the stage's
   * next, for a millisecond at most before it begins the last; any other executor is given each.
   */
  public StageOptions executor(Executor given) {
    executor = Optional.of(Objects.requireNonNull(given, "executor"));
    return this;
  }

  /** Puts {@code given} around the stage and each of its items, within the hooks it has already. */
  public StageOptions hook(StageHook given) {
    hooks.add(Objects.requireNonNull(given, "hook"));
    return this;
  }

  /**
   * Items of the same key are worked on one after the other, in the order in which they came, and
   * their results leave in that order; items of different keys overtake each other. An item that
   * waits for one of its key takes up its place in the {@linkplain #concurrency concurrency}.
   *
   * <pre>{@code
   * .pipe("book", ledger::book, stage -> stage.concurrency(16).orderedBy(Booking::account))
   * }</pre>
   *
   * @param of the key of an item, called on the pipeline's loop; a key needs {@code equals} and
   *     {@code hashCode}. What it throws, or a key of {@code null}, fails the item
   * @param <T> the type of the stage's items
   */
  @SuppressWarnings("unchecked") // The builder's types have seen to it as far as they can.
  public <T> StageOptions orderedBy(Function<? super T, ?> of) {
    key = Optional.of((Function<Object, Object>) Objects.requireNonNull(of, "orderedBy"));
    return this;
  }

  StageSettings toSettings() {
    return new StageSettings(
        concurrency, order, timeout, limits, executor, retry, rate, deadLetters, hooks, key);
  }
}
