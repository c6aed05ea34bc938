package dev.fermata.pipeline.operation;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Something to do around a stage, and around each of its items: set up and tear down, trace, lend
 * out what is scarce. Both methods are async: they are called on the pipeline's loop and must not
 * block. What follows {@code await(...)} in a {@code finally} runs however the stage or the
 * operation ends, also when it is cancelled.
 *
 * <pre>{@code
 * record Traced(Tracer tracer) implements StageHook {
 *   public <R> CompletionStage<R> aroundItem(Object item, Supplier<CompletionStage<R>> operation) {
 *     Span span = tracer.begin(item);
 *     try {
 *       return completedFuture(await(operation.get()));
 *     } finally {
 *       span.end();
 *     }
 *   }
 * }
 *
 * .pipe("fetch", loader::fetch, stage -> stage.hook(new Traced(tracer)))
 * }</pre>
 *
 * <p>Of several hooks of a stage the one that was given first is the outermost. One hook may serve
 * several stages and pipelines.
 */
public interface StageHook {

  /**
   * Called once in each run, before the stage takes its first item.
   *
   * <p>When it throws, the pipeline ends with that failure, in the name of the stage. So it does
   * when this method ends without having run the stage.
   *
   * @param stage runs the stage, to be called once; done when the stage has handed on all it has
   * @return done when all is torn down; only then is what comes after the stage at its end
   */
  default CompletionStage<?> aroundStage(Supplier<CompletionStage<?>> stage) {
    return stage.get();
  }

  /**
   * Called for each item. Its attempts, where the stage retries, their pauses and time limits lie
   * within {@code operation}. What this method throws is the failure of the item.
   *
   * @param operation works on the item, to be called once
   * @return the result to hand on
   */
  default <R> CompletionStage<R> aroundItem(Object item, Supplier<CompletionStage<R>> operation) {
    return operation.get();
  }
}
