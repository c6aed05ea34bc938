package dev.fermata.pipeline;

import dev.fermata.pipeline.PipelineFailure.StageFailure;
import dev.fermata.pipeline.engine.PipelineRun;
import dev.fermata.pipeline.engine.RunSettings;
import dev.fermata.pipeline.graph.PipelineGraph;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running pipeline, consumed like any {@link Iterable}, once.
 *
 * <pre>{@code
 * try (Pipeline<List<Image>> images =
 *     Pipeline.from(uris)
 *         .pipe(loader::fetch)
 *         .pipe("resize", loader::resize, stage -> stage.concurrency(8).ordered())
 *         .aggregate(32)
 *         .sink(3)
 *         .build()) {
 *   for (List<Image> batch : images) {
 *     train(batch);
 *   }
 * }
 * }</pre>
 *
 * <p>It begins to run when it is first consumed, on an event loop with a daemon thread of its own.
 * All between source and consumer is bounded: who stops consuming stops the source too, without
 * holding a thread.
 *
 * <p>When a stage or the source fails, everything downstream of it is still delivered; then the
 * iteration, {@link #next} or {@link #close}, whichever comes first, throws {@link
 * PipelineFailure}, once.
 *
 * <p>Any number of threads may consume it, each item goes to one of them; iterators of one thread
 * share their place, so that a second goes on where the first stopped. Any thread may close it.
 * Consumers that wait are then at the end. A consumer that is interrupted while it waits gets a
 * {@link CancellationException}, keeps its interrupt flag and loses no item.
 *
 * @param <T> what it delivers, never {@code null}
 */
public final class Pipeline<T> implements Iterable<T>, AutoCloseable {
  private final PipelineRun run;
  private final ThreadLocal<ItemIterator<T>> places =
      ThreadLocal.withInitial(() -> new ItemIterator<>(this));
  private final AtomicBoolean failureThrown = new AtomicBoolean();
  private volatile boolean closed;

  Pipeline(PipelineGraph graph, RunSettings settings) {
    run = new PipelineRun(graph, settings);
  }

  /**
   * Begins the definition of a pipeline.
   *
   * @param source iterated once per pipeline built, on a thread that may block; must not yield
   *     {@code null}
   */
  public static <T> Builder<T> from(Iterable<? extends T> source) {
    return DefinitionBuilder.from(source);
  }

  /** Begins to run ahead of the first consumption; does nothing once it runs or is closed. */
  public void start() {
    run.start();
  }

  /**
   * This thread's place in the pipeline. Its methods wait for items.
   *
   * @throws PipelineFailure from {@code hasNext} and {@code next}, at the end
   */
  @Override
  public Iterator<T> iterator() {
    return places.get();
  }

  /**
   * The next item, or empty at the end. Nothing is lost when it times out.
   *
   * @param timeout how long to wait at most; zero takes only what is there
   * @throws TimeoutException when there is none in time
   * @throws PipelineFailure at the end
   */
  public Optional<T> next(Duration timeout) throws TimeoutException {
    Optional<T> ahead = places.get().takeAhead();
    if (ahead.isPresent()) {
      return ahead;
    }
    try {
      return orFailure(run.take(TimeUnit.NANOSECONDS.convert(timeout)));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The numbers of the run up to now; of any thread, at any time, also after the end. */
  public PipelineStatistics statistics() {
    return StatisticsReading.of(run.meter());
  }

  /**
   * Ends the run, if it has not ended: cancels and interrupts what is under way, and waits for it
   * within the {@linkplain Builder#grace grace}; what has not ended by then is logged, and left to
   * daemon threads. Closing twice does nothing more.
   *
   * @throws PipelineFailure when the pipeline failed and nobody was told yet
   */
  @Override
  public void close() {
    closed = true;
    run.stop();
    throwFailureOnce();
  }

  /** As {@link #next(Duration)}, however long it takes. */
  Optional<T> next() {
    try {
      return orFailure(run.take());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** The types of the builder have seen to it that the last stage yields T. */
  @SuppressWarnings("unchecked")
  private Optional<T> orFailure(Optional<Object> item) {
    if (item.isEmpty()) {
      throwFailureOnce();
    }
    return (Optional<T>) item;
  }

  private void throwFailureOnce() {
    List<StageFailure> failures =
        run.failures().stream()
            .map(each -> new StageFailure(each.stage(), each.reason(), each.failure()))
            .toList();
    if (!failures.isEmpty() && failureThrown.compareAndSet(false, true)) {
      throw new PipelineFailure(failures);
    }
  }

  private static CancellationException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    var unchecked = new CancellationException("interrupted while waiting for the next item");
    unchecked.initCause(e);
    return unchecked;
  }
}
