package dev.fermata.pipeline;

import dev.fermata.async.LoopClock;
import dev.fermata.pipeline.operation.Aggregator;
import dev.fermata.pipeline.operation.DeadLetter;
import dev.fermata.pipeline.operation.EmittingOperation;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * A pipeline in the making. Immutable: every call returns a new definition and leaves this one as
 * it was, so that one beginning can be continued in several ways. Any thread may use it.
 *
 * <pre>{@code
 * Builder<Image> decoded = Pipeline.from(uris).pipe(loader::fetch).pipe(loader::decode);
 * Pipeline<List<Image>> batches = decoded.aggregate(32).sink(3).build();
 * }</pre>
 *
 * <p>Mistakes in settings are found by {@link #build}, all at once. A {@code null} argument is
 * refused at once with {@link NullPointerException}.
 *
 * @param <T> what comes out after the last stage so far
 */
public interface Builder<T> {

  /**
   * Adds a stage that applies an async method to each item, one at a time unless its {@link
   * AsyncStage} says otherwise. The stage is called as the method, or {@code pipe} for a lambda.
   *
   * <p>The operation is called on the pipeline's event loop and must not block there. A result of
   * {@code null} or {@link java.util.Optional#empty} drops the item. An {@link Exception} fails the
   * item, see {@link StageOptions#maxFailures}; an {@link Error} ends the pipeline.
   */
  default <R> Builder<R> pipe(AsyncOperation<? super T, R> operation) {
    return pipe((Function<? super T, ? extends CompletionStage<R>>) operation);
  }

  /** As {@link #pipe(AsyncOperation)}, for a function at hand. */
  <R> Builder<R> pipe(Function<? super T, ? extends CompletionStage<R>> operation);

  /** As {@link #pipe(AsyncOperation)}, with a name, and options that win over the annotation. */
  default <R> Builder<R> pipe(
      String name, AsyncOperation<? super T, R> operation, Consumer<StageOptions> options) {
    return pipe(name, (Function<? super T, ? extends CompletionStage<R>>) operation, options);
  }

  /** As {@link #pipe(String, AsyncOperation, Consumer)}, for a function at hand. */
  <R> Builder<R> pipe(
      String name,
      Function<? super T, ? extends CompletionStage<R>> operation,
      Consumer<StageOptions> options);

  /**
   * Adds a stage that applies a function which may block or compute for long. It runs on the
   * pipeline's own daemon threads (virtual ones where there are), or on {@link
   * StageOptions#executor}. Results and failures are taken as in {@link #pipe(AsyncOperation)}.
   */
  <R> Builder<R> pipeBlocking(
      String name, Function<? super T, ? extends R> operation, Consumer<StageOptions> options);

  /**
   * Adds a stage whose function has any number of results for each item, and which may block. It is
   * called and its stream is read on a thread as in {@link #pipeBlocking}, a few results ahead of
   * what was handed on; then the stream waits, and holds no thread. The stream is closed at its
   * end, when it fails, and when the pipeline is closed before.
   *
   * <pre>{@code
   * .pipeStream("lines", Files::lines, stage -> stage.concurrency(4).ordered())
   * }</pre>
   *
   * <p>In the order of the input all results of an item leave before those of the next one. Results
   * that were handed on stay so when a later one fails; the item counts as failed. Null results are
   * dropped, a null stream is empty. {@link StageOptions#timeout} is for each result, and the time
   * in which results wait for room does not count.
   */
  <R> Builder<R> pipeStream(
      String name,
      Function<? super T, ? extends Stream<? extends R>> operation,
      Consumer<StageOptions> options);

  /** As {@link #pipeStream}, for a function that returns an iterator. */
  <R> Builder<R> pipeIterator(
      String name,
      Function<? super T, ? extends Iterator<? extends R>> operation,
      Consumer<StageOptions> options);

  /** As {@link #pipeStream}, for a function that returns a collection or the like. */
  <R> Builder<R> pipeIterable(
      String name,
      Function<? super T, ? extends Iterable<? extends R>> operation,
      Consumer<StageOptions> options);

  /**
   * Adds a stage whose operation is an async method that emits any number of results for each item.
   * Each {@code emit} is done when there is room for more, and in the order of the input not before
   * it is this item's turn. Otherwise as {@link #pipeStream}.
   *
   * <pre>{@code
   * .<Page>pipeEmitting("crawl", (uri, out) -> crawl(uri, out), stage -> stage.concurrency(8))
   * }</pre>
   */
  <R> Builder<R> pipeEmitting(
      String name, EmittingOperation<? super T, R> operation, Consumer<StageOptions> options);

  /** As {@link #aggregate(int, boolean)}; a shorter last list is handed on. */
  default Builder<List<T>> aggregate(int count) {
    return aggregate(count, false);
  }

  /**
   * Collects {@code count} items into an unmodifiable list.
   *
   * @param dropLast drop the items left over at the end, where they do not fill a list
   */
  Builder<List<T>> aggregate(int count, boolean dropLast);

  /**
   * Collects {@code count} items into an unmodifiable list, or as many as there are when {@code
   * within} has passed since the first of them came.
   *
   * @param within more than zero
   */
  Builder<List<T>> aggregate(int count, Duration within);

  /**
   * Collects items as an aggregator of yours does.
   *
   * @param aggregator makes one for each run, so that nothing of one run is left for another
   */
  <R> Builder<R> aggregate(
      String name, Supplier<? extends Aggregator<? super T, ? extends R>> aggregator);

  /**
   * Sends each item down one of several paths, and joins what comes out of them as it arrives.
   *
   * <pre>{@code
   * .pathVariants(
   *     file -> file.isVideo() ? 1 : 0,
   *     List.of(
   *         images -> images.pipe("decode", codec::image, s -> s.concurrency(8)),
   *         videos -> videos.pipe("frame", codec::firstFrame, s -> s.concurrency(2))))
   * }</pre>
   *
   * <p>A path is given what is sent down it, and returns that with stages added; it may have no
   * stages, and may have paths itself. The order of items on different paths is not kept. What a
   * path aggregates it flushes at the end, and at the end of each epoch.
   *
   * @param router called on the pipeline's loop; returns the number of a path, from 0. If it
   *     returns another number, or throws, the pipeline ends with that failure
   * @param <R> what comes out of every path; to be given as {@code .<Image>pathVariants} where the
   *     compiler cannot know
   */
  <R> Builder<R> pathVariants(
      ToIntFunction<? super T> router,
      List<? extends Function<? super Builder<T>, ? extends Builder<? extends R>>> paths);

  /** As {@link #pathVariants(ToIntFunction, List)}, for two paths. */
  default <R> Builder<R> pathVariants(
      ToIntFunction<? super T> router,
      Function<? super Builder<T>, ? extends Builder<? extends R>> first,
      Function<? super Builder<T>, ? extends Builder<? extends R>> second) {
    return pathVariants(
        router,
        List.<Function<? super Builder<T>, ? extends Builder<? extends R>>>of(first, second));
  }

  /**
   * Sends the elements of each item, which is a batch, down several paths, and joins what comes out
   * into one list: first what came out of the first path, then of the second, and so on. A path is
   * given the list of those elements that take it, unless that is empty, and yields lists; a batch
   * of which nothing is left is dropped.
   *
   * <p>The paths work on one batch at a time.
   *
   * <pre>{@code
   * .aggregate(32)
   * .<Image, Tensor>batchPathVariants(
   *     batch -> batch.stream().map(image -> image.isLarge() ? 1 : 0).toList(),
   *     List.of(
   *         small -> small.pipe("cpu", cpu::tensors, s -> {}),
   *         large -> large.pipe("gpu", gpu::tensors, s -> {})))
   * }</pre>
   *
   * @param router called on the pipeline's loop; returns the number of a path for each element, in
   *     their order. Anything else ends the pipeline
   * @param <E> type of the elements; {@code T} must be a list of them
   * @param <R> type of the elements of what comes out
   */
  <E, R> Builder<List<R>> batchPathVariants(
      Function<? super List<E>, List<Integer>> router,
      List<? extends Function<? super Builder<List<E>>, ? extends Builder<? extends List<R>>>>
          paths);

  /**
   * Hands on the elements of each item one by one. The item must be an {@link Iterable} that does
   * not block, as it is iterated on the pipeline's loop; anything else fails. Null elements are
   * dropped.
   *
   * @param <E> the element type, which the compiler cannot know from {@code T}
   */
  <E> Builder<E> disaggregate();

  /** How many results wait for consumers at most. Without it 2. */
  Builder<T> sink(int bufferSize);

  /**
   * Adds a task that runs beside the stages, on the pipeline's loop: it begins with the run, before
   * the source, and is cancelled when all stages have ended. It may end before; several run side by
   * side.
   *
   * <pre>{@code
   * .background("heartbeat", () -> {
   *   while (true) {
   *     await(Async.sleep(Duration.ofSeconds(30)));
   *     await(lease.renew());
   *   }
   * })
   * }</pre>
   *
   * <p>What it throws ends the pipeline: all stages are stopped, what has come as far as the sink
   * is still delivered, and {@link PipelineFailure} bears the task's name. A task that must not do
   * that catches what it throws, other than {@link java.util.concurrent.CancellationException}.
   *
   * @param name of the task in failures, logs and dumps
   * @param task an async method, called once in each run; must not block
   */
  Builder<T> background(String name, Supplier<? extends CompletionStage<?>> task);

  /**
   * How many items of all stages together may fail before the pipeline ends: 0 ends it with the
   * first. Stages may have {@linkplain StageOptions#maxFailures limits of their own} besides.
   */
  Builder<T> maxFailures(int items);

  /**
   * The share of all stages' operations, above 0 and up to 1, that may fail before the pipeline
   * ends; looked at from the hundredth operation on.
   */
  Builder<T> maxFailureRate(double share);

  /**
   * Takes the items that failed in any stage that has no {@linkplain StageOptions#deadLetters taker
   * of its own}; they are then not logged. Called on the pipeline's loop, must not block; what it
   * throws ends the pipeline.
   */
  Builder<T> deadLetters(Consumer<? super DeadLetter> taker);

  /**
   * Tells {@code observer} of every operation of the source and of each stage. Without one nothing
   * is spent on it. Several observers are told one after the other.
   */
  Builder<T> observe(PipelineObserver observer);

  /**
   * Takes down who ran when: each item at each stage, on which threads, waiting or working. To be
   * read by {@link Pipeline#timeline} at any time, as a picture or for a trace viewer.
   *
   * <pre>{@code
   * try (Pipeline<Page> pages = Pipeline.from(uris).pipe(loader::fetch).recordTimeline().build()) {
   *   pages.forEach(index::add);
   *   Files.writeString(Path.of("run.svg"), pages.timeline().toSvg("The index"));
   * }
   * }</pre>
   *
   * <p>It costs about a microsecond for each operation, and some memory, which is bounded: the
   * first 10,000 operations are kept, unless {@code options} say otherwise. Once a program has
   * recorded one, each step of its tasks costs some ten nanoseconds more, as the recording follows
   * them across awaits; before, nothing.
   */
  Builder<T> recordTimeline(Consumer<TimelineOptions> options);

  /** As {@link #recordTimeline(Consumer)}, of the first 10,000 operations. */
  default Builder<T> recordTimeline() {
    return recordTimeline(timeline -> {});
  }

  /**
   * Hands the run's numbers to {@code reader} again and again, each time from the start of the run
   * up to now, and once more when the run has ended. Called on the pipeline's loop, must be quick;
   * one that throws is logged, and the pipeline goes on.
   *
   * <pre>{@code
   * .statistics(Duration.ofSeconds(10), now -> gauge.set(now.stage("decode").occupancy()))
   * }</pre>
   *
   * @param interval more than zero
   * @throws IllegalArgumentException if it is not
   */
  Builder<T> statistics(Duration interval, Consumer<? super PipelineStatistics> reader);

  /**
   * As {@link #statistics}, to the log of {@link Pipeline} at the level of information: a line for
   * each stage and queue, and the {@linkplain PipelineStatistics#bottleneck bottleneck}.
   */
  Builder<T> logStatistics(Duration interval);

  /** Leaves out the measuring of time; items are still counted. Useful where nanoseconds count. */
  Builder<T> withoutTimes();

  /**
   * The clock of the pipeline's loop. Time-outs, the times between attempts, rates and the times of
   * lists go by it, and so does what operations sleep: on a {@link
   * dev.fermata.async.testing.VirtualClock} a test of them takes no time and comes out the same
   * whenever it is run. The clock stands still while a source or a blocking operation is at work.
   * It knows nothing of other threads, and those who wait in {@link Pipeline#next(Duration)} or
   * {@link Pipeline#close} do so in real time.
   *
   * @param clock to be used by one pipeline at a time
   */
  Builder<T> clock(LoopClock clock);

  /** How long {@link Pipeline#close} waits for what runs to end. Without it 3 seconds. */
  Builder<T> grace(Duration limit);

  /**
   * Checks the definition and makes a pipeline of it, which begins to run when it is first
   * consumed. Building twice gives two independent pipelines.
   *
   * @throws IllegalArgumentException with all mistakes, each with the stage's name, the place where
   *     it was written and what to do
   */
  Pipeline<T> build();

  /** As {@link #profile(int, Consumer)}, all at the end. */
  default PipelineProfile profile(int items) {
    return profile(items, stage -> {});
  }

  /**
   * Measures how fast each stage is by itself, with 32, 16, 8, 4 and 1 operations in flight, and so
   * what concurrency is enough for it and which stage bounds the whole.
   *
   * <pre>{@code
   * System.out.println(Pipeline.from(uris).pipe(loader::fetch).pipe(loader::decode).profile(1000));
   * }</pre>
   *
   * <p>The calling thread reads {@code items} from the source. Then each stage runs, once for each
   * concurrency, on what the stage before has yielded, with its own settings otherwise and room for
   * all its results. Stages that have no concurrency run once; so does a route as a whole, and then
   * each stage of its paths on what is sent there. All that is held in memory meanwhile.
   *
   * <p>Operations, hooks and routers are really called, five times for each item, and so is what
   * takes dead letters; background tasks and observers are not. A source that can be read only once
   * is used up. Of a continuous source one epoch is read. With short operations the first run still
   * warms up: give more items.
   *
   * @param items of the source at most, 1 or more
   * @param each told of each stage as soon as it was measured
   * @throws IllegalArgumentException as {@link #build}, and if {@code items} is less than 1
   * @throws PipelineFailure when a run fails, in the name of its stage
   */
  PipelineProfile profile(int items, Consumer<? super StageProfile> each);
}
