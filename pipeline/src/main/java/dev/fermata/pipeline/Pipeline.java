package dev.fermata.pipeline;

import dev.fermata.pipeline.PipelineFailure.StageFailure;
import dev.fermata.pipeline.engine.Boundary;
import dev.fermata.pipeline.engine.PipelineRun;
import dev.fermata.pipeline.engine.RunSettings;
import dev.fermata.pipeline.graph.PipelineGraph;
import dev.fermata.pipeline.operation.MergeOperation;
import dev.fermata.pipeline.timeline.Timeline;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

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
 * <p>A pipeline that nobody refers to any more is stopped, and so are all of them when the JVM
 * shuts down; its own threads are daemons and never keep the JVM alive. To close it is better all
 * the same.
 *
 * @param <T> what it delivers, never {@code null}
 */
public final class Pipeline<T> implements Iterable<T>, AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final PipelineRun run;
  private final ThreadLocal<Place<T>> places = ThreadLocal.withInitial(Place::new);
  private final AtomicBoolean failureThrown = new AtomicBoolean();
  private final Cleaner.Cleanable cleanable;
  private volatile boolean closed;

  Pipeline(PipelineGraph graph, RunSettings settings) {
    run = new PipelineRun(graph, settings);
    cleanable = CLEANER.register(this, run::abandon);
  }

  /**
   * Begins the definition of a pipeline.
   *
   * @param source iterated once per pipeline built, on a thread that may block; must not yield
   *     {@code null}
   */
  public static <T> Builder<T> from(Iterable<? extends T> source) {
    return Sources.iterable(source);
  }

  /** As {@link #from(Iterable)}, for what can be iterated only once: one pipeline can be built. */
  public static <T> Builder<T> fromIterator(Iterator<? extends T> source) {
    return Sources.iterator(source);
  }

  /**
   * As {@link #fromIterator}. The stream is closed when it is at its end, when it failed, or when
   * the pipeline is closed before.
   */
  public static <T> Builder<T> fromStream(Stream<? extends T> source) {
    return Sources.stream(source);
  }

  /**
   * Begins the definition of a pipeline whose items are pushed. Each pipeline built subscribes
   * once, when it begins to run, and asks for one item after the other while it has room. A
   * publisher that fails, or sends more than it was asked for, fails as a source.
   */
  public static <T> Builder<T> fromPublisher(Flow.Publisher<? extends T> source) {
    return Sources.publisher(source);
  }

  /**
   * Begins the definition of a pipeline whose source is iterated again and again. Each iteration of
   * the source is an epoch, and so is each iteration of the pipeline: {@code for} ends with the
   * epoch, and the next {@code for} brings the next one. {@link #next} is empty once at the end of
   * each epoch.
   *
   * <pre>{@code
   * try (Pipeline<Sample> samples = Pipeline.continuous(shuffled).pipe(loader::load).build()) {
   *   for (int epoch = 0; epoch < 90; epoch++) {
   *     for (Sample sample : samples) {
   *       train(sample);
   *     }
   *   }
   * }
   * }</pre>
   *
   * <p>No item crosses the border between two epochs: every stage hands on all that it has, and
   * what aggregates flushes, before the border passes it. The source is read ahead into the next
   * epoch, as far as there is room. The pipeline goes on until it fails or is closed.
   *
   * @param source whose {@code iterator()} begins anew each time; one that cannot is refused
   */
  public static <T> Builder<T> continuous(Iterable<? extends T> source) {
    return Sources.continuous(source);
  }

  /**
   * Begins the definition of a pipeline whose source is an async method. It is called on the
   * pipeline's loop, for one item after the other, until its result equals {@code end}.
   *
   * <pre>{@code
   * Pipeline.fromAsync(feed::poll, Message.CLOSED).pipe(this::handle).build()
   * }</pre>
   *
   * @param read must not block; {@code null} as a result is a failure unless it is the end
   * @param end the result that is no item, and after which there is none
   */
  public static <T> Builder<T> fromAsync(
      Supplier<? extends CompletionStage<? extends T>> read, @Nullable T end) {
    return Sources.async(read, end);
  }

  /**
   * Begins the definition of a pipeline into which others flow, item by item as they arrive.
   *
   * <pre>{@code
   * Pipeline.merge(List.of(Pipeline.from(local), Pipeline.from(remote).pipe(loader::fetch)))
   *     .aggregate(32)
   *     .build()
   * }</pre>
   *
   * <p>It is one pipeline, on one loop. When one of the parts fails, the others are cancelled.
   * Sinks of the parts do not count; clocks and the like may not be set for them.
   *
   * @param parts at least one; all of them with a continuous source, or none
   */
  public static <T> Builder<T> merge(List<? extends Builder<? extends T>> parts) {
    return Sources.merge(parts, Optional.empty());
  }

  /** As {@link #merge(List)}, in an order of your own. */
  public static <T, R> Builder<R> merge(
      List<? extends Builder<? extends T>> parts, MergeOperation<T, R> operation) {
    return Sources.merge(parts, Optional.of(operation));
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
    return new ItemIterator<>(this, places.get());
  }

  /**
   * The next item, or empty at the end. Nothing is lost when it times out.
   *
   * @param timeout how long to wait at most; zero takes only what is there
   * @throws TimeoutException when there is none in time
   * @throws PipelineFailure at the end
   */
  public Optional<T> next(Duration timeout) throws TimeoutException {
    Optional<T> ahead = closed ? Optional.empty() : places.get().take();
    if (ahead.isPresent()) {
      return ahead;
    }
    try {
      return orFailure(run.take(TimeUnit.NANOSECONDS.convert(timeout)));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * The items as a stream, up to the end of the epoch. To close the stream closes the pipeline.
   *
   * <pre>{@code
   * try (Stream<Image> images = pipeline.stream()) {
   *   images.limit(100).forEach(gallery::add);
   * }
   * }</pre>
   *
   * <p>A stream that is left in the middle may have taken an item more than it gave, as streams do.
   */
  public Stream<T> stream() {
    return StreamSupport.stream(new ItemSpliterator<>(this), false).onClose(this::close);
  }

  /**
   * The items as a publisher, for as many subscribers as one likes: each item goes to one of them.
   * Each subscriber is called on a daemon thread of its own and gets the items up to the end of the
   * epoch; a {@link PipelineFailure} goes to {@code onError}. To cancel a subscription loses no
   * item, and leaves the pipeline open.
   */
  public Flow.Publisher<T> publisher() {
    return subscriber -> SubscriberFeed.begin(this, subscriber);
  }

  /**
   * Consumes the items on the pipeline's loop, up to the end of the epoch, and waits for that. No
   * item passes from thread to thread, which costs more than many stages do.
   *
   * <pre>{@code
   * pipeline.forEachOnLoop(batch -> rows.add(batch.size()));
   * }</pre>
   *
   * <p>While {@code action} runs, nothing else in the pipeline does, blocking operations apart: it
   * must be short and must not block. For work that takes longer iterate, so that the stages go on
   * meanwhile. What {@code action} throws is thrown here; its item counts as taken, and the
   * pipeline can be consumed further.
   *
   * @param action called on the loop's thread, for one item after the other; on the calling thread
   *     for what an iterator has taken ahead, and for what is left when the loop has ended; what it
   *     did is visible to the calling thread afterwards
   * @throws PipelineFailure at the end
   * @throws CancellationException when the calling thread is interrupted: no item is lost, and the
   *     interrupt flag is kept
   * @throws IllegalStateException when called on the pipeline's loop
   */
  public void forEachOnLoop(Consumer<? super T> action) {
    consume(action, run::consumeOnLoop);
  }

  private interface Consumption {
    Boundary of(Consumer<Object> action) throws InterruptedException, ExecutionException;
  }

  private void consume(Consumer<? super T> action, Consumption consumption) {
    Optional<T> ahead = closed ? Optional.empty() : places.get().take();
    ahead.ifPresent(action);
    try {
      if (consumption.of(item -> action.accept(typed(item))) == Boundary.END) {
        throwFailureOnce();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw thrownByAction(Objects.requireNonNull(e.getCause()));
    }
  }

  /**
   * What the collector makes of the items up to the end of the epoch, consumed as by {@link
   * #forEachOnLoop}. Where blocking functions are all that the pipeline calls, the threads that
   * call them may also have turns of the loop.
   *
   * <pre>{@code
   * long rows = pipeline.collect(Collectors.counting());
   * }</pre>
   *
   * @param collector called in turns of the loop, for one item after the other, each time seeing
   *     what it did before, but not always on the same thread; its finisher on the calling one
   */
  public <A, R> R collect(Collector<? super T, A, R> collector) {
    A container = collector.supplier().get();
    BiConsumer<A, ? super T> accumulator = collector.accumulator();
    consume(item -> accumulator.accept(container, item), run::consumeInTurns);
    return collector.finisher().apply(container);
  }

  /** The items up to the end of the epoch, consumed as by {@link #collect}. */
  public List<T> toList() {
    return collect(Collectors.toUnmodifiableList());
  }

  /** Waits until there is an item or a boundary, and takes neither. Whether it is a boundary. */
  boolean awaitsBoundary() throws InterruptedException {
    return run.awaitsBoundary();
  }

  /** The next item for the calling thread, or empty at the end, and at that of an epoch. */
  Optional<T> nextHere() {
    Optional<T> ahead = closed ? Optional.empty() : places.get().take();
    return ahead.isPresent() ? ahead : next();
  }

  /** The numbers of the run up to now; of any thread, at any time, also after the end. */
  public PipelineStatistics statistics() {
    return StatisticsReading.of(run.meter());
  }

  /**
   * Who ran when up to now; of any thread, at any time, also after the end.
   *
   * @throws IllegalStateException unless the pipeline was built with {@link Builder#recordTimeline}
   */
  public Timeline timeline() {
    return run.meter()
        .timeline()
        .map(recorder -> TimelineReading.of(run.meter(), recorder))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no timeline of this pipeline is recorded: build it with recordTimeline()"));
  }

  /**
   * Changes how many operations of a stage are in flight at most, while the pipeline runs or
   * before. With fewer than now, those under way go on, and no other begins until there are few
   * enough. The order of results stays as it was asked for. Does nothing when the pipeline has
   * ended.
   *
   * <pre>{@code
   * pipeline.statistics().bottleneck().ifPresent(System.out::println); // ... try concurrency 6
   * pipeline.concurrency("decode", 6);
   * }</pre>
   *
   * <p>Any thread may call it, and does not wait: it takes effect at once when called on the
   * pipeline's loop, and otherwise in the loop's next turn. The {@linkplain
   * StageStatistics#occupancy occupancy} that statistics tell is that of the concurrency of the
   * moment.
   *
   * @param stage its name, as in the {@linkplain #statistics statistics}
   * @param operations 1 or more
   * @throws IllegalArgumentException when {@code operations} is less than 1, or no stage of that
   *     name has a concurrency; with the names there are
   */
  public void concurrency(String stage, int operations) {
    if (operations < 1) {
      throw new IllegalArgumentException(
          "concurrency of stage '%s' cannot be %d: give 1 or more, or pause() the pipeline"
              .formatted(stage, operations));
    }
    run.concurrency(stage, operations);
  }

  /**
   * Lets no operation begin any more until {@link #resume}; those under way end, retries among
   * them, and their results can be consumed. Everything else comes to rest as queues fill up, the
   * source among it. To pause twice is as once; a paused pipeline can be closed.
   *
   * <p>Any thread may call it, before the pipeline runs too, and does not wait: an operation may
   * still begin before the loop's next turn.
   */
  public void pause() {
    run.pause();
  }

  /** Goes on after {@link #pause}; does nothing to a pipeline that is not paused. */
  public void resume() {
    run.resume();
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
    cleanable.clean();
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

  private Optional<T> orFailure(Object item) {
    if (item == Boundary.END) {
      throwFailureOnce();
    }
    return item instanceof Boundary ? Optional.empty() : Optional.of(typed(item));
  }

  /** The types of the builder have seen to it that the last stage yields T. */
  @SuppressWarnings("unchecked")
  private T typed(Object item) {
    return (T) item;
  }

  private static RuntimeException thrownByAction(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new CompletionException(thrown); // Thrown without having been declared.
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
