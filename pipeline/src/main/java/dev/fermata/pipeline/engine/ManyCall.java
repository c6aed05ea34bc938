package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.pipeline.definition.StageDefinition.EmittingPipe;
import dev.fermata.pipeline.definition.StageDefinition.ManyPipe;
import dev.fermata.pipeline.definition.StageDefinition.Pipe;
import dev.fermata.pipeline.graph.PipelineGraph;
import dev.fermata.pipeline.operation.EmittingOperation;
import dev.fermata.pipeline.stats.RunMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls a stage's operation of any number of results. Confined to the loop. */
@FunctionalInterface
interface ManyCall {

  /**
   * Whatever the operation throws is in the future returned; an {@link ExecutorRefusal} when its
   * executor takes no more work.
   */
  CompletableFuture<?> start(Object item, Emission out);

  static ManyCall of(String stage, Pipe pipe, RunContext context) {
    if (pipe instanceof EmittingPipe emitting) {
      return new OnLoop(stage, emitting.operation());
    }
    if (pipe instanceof ManyPipe many) {
      return new OnExecutor(many.operation(), context.threads(many.settings().executor()));
    }
    throw new IllegalStateException("not an operation of many results: " + pipe.describe());
  }

  /** An async method that emits. */
  record OnLoop(String stage, EmittingOperation<Object, Object> operation) implements ManyCall {
    @Override
    public CompletableFuture<?> start(Object item, Emission out) {
      try {
        CompletionStage<?> end = operation.apply(item, out);
        return end != null
            ? end.toCompletableFuture()
            : CompletableFuture.failedFuture(OperationCall.nullInPlaceOfStage(stage));
      } catch (Throwable failure) {
        return CompletableFuture.failedFuture(failure);
      }
    }
  }

  /**
   * A blocking function, whose results are iterated where it runs, a few ahead of what was handed
   * on.
   */
  record OnExecutor(Function<Object, Object> operation, Executor executor) implements ManyCall {
    @Override
    public CompletableFuture<?> start(Object item, Emission out) {
      return emitAll(item, out).toCompletableFuture();
    }

    private CompletionStage<@Nullable Object> emitAll(Object item, Emission out) {
      List<Throwable> failures = new ArrayList<>(); // At most one, added before the end is read.
      var queue = RunMeter.counting().addQueue("results", PipelineGraph.QUEUE_CAPACITY);
      var reader =
          new BlockingReader(
              new ResultsReading(operation, item),
              executor,
              failures::add,
              RunMeter.unused().lane(0),
              queue);
      try {
        Object result = await(reader.inlet().take());
        while (!Mark.isEnd(result)) {
          await(out.emit(result));
          reader.inlet().settle();
          result = await(reader.inlet().take());
        }
      } finally {
        // No thread may be left behind, as another operation may begin when this one has ended.
        reader.stop();
        await(reader.idle());
      }
      return failures.isEmpty()
          ? CompletableFuture.completedFuture(null)
          : CompletableFuture.failedFuture(failures.get(0));
    }
  }
}
