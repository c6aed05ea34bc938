package dev.fermata.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

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
   * Tells {@code observer} of every operation of the source and of each stage. Without one nothing
   * is spent on it. Several observers are told one after the other.
   */
  Builder<T> observe(PipelineObserver observer);

  /** Leaves out the measuring of time; items are still counted. Useful where nanoseconds count. */
  Builder<T> withoutTimes();

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
}
