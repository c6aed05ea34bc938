package dev.fermata.pipeline.engine;

import dev.fermata.async.Async;
import dev.fermata.pipeline.definition.StageDefinition.AsyncPipe;
import dev.fermata.pipeline.definition.StageDefinition.BlockingPipe;
import dev.fermata.pipeline.definition.StageDefinition.Pipe;
import dev.fermata.pipeline.stats.LaneMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** Calls a stage's operation of one result. Confined to the loop. */
@FunctionalInterface
interface OperationCall extends PipeRun.Operation {

  @Override
  default CompletionStage<Object> start(PipeRun stage, Object item, long ticket, LaneMeter lane) {
    return start(item);
  }

  /**
   * Whatever the operation throws is in the stage returned; an {@link ExecutorRefusal} when its
   * executor takes no more work.
   */
  CompletionStage<Object> start(Object item);

  static OperationCall of(String stage, Pipe pipe, RunContext context) {
    OperationCall call = untimed(stage, pipe, context);
    return pipe.settings()
        .timeout()
        .map(limit -> (OperationCall) new Timed(call, limit))
        .orElse(call);
  }

  private static OperationCall untimed(String stage, Pipe pipe, RunContext context) {
    if (pipe instanceof AsyncPipe async) {
      return new OnLoop(stage, async.operation());
    }
    if (pipe instanceof BlockingPipe blocking) {
      Optional<Executor> given = blocking.settings().executor();
      Executor threads = context.threads(given);
      return context
          .host()
          .filter(host -> given.map(StageThreads::maySuit).orElse(true))
          .<OperationCall>map(
              host ->
                  new StageThreads(blocking.operation(), threads, host, context.clock()::nanoTime))
          .orElseGet(() -> new OnExecutor(blocking.operation(), threads));
    }
    throw new IllegalStateException("not an operation of one result: " + pipe.describe());
  }

  /** An async method: runs on the loop up to its first wait. */
  record OnLoop(String stage, Function<Object, CompletionStage<Object>> operation)
      implements OperationCall {
    @Override
    public CompletionStage<Object> start(Object item) {
      try {
        CompletionStage<Object> result = operation.apply(item);
        return result != null ? result : CompletableFuture.failedFuture(nullInPlaceOfStage(stage));
      } catch (Throwable failure) {
        return CompletableFuture.failedFuture(failure);
      }
    }
  }

  /** A blocking function. */
  record OnExecutor(Function<Object, Object> operation, Executor executor)
      implements OperationCall {
    @Override
    public CompletionStage<Object> start(Object item) {
      var call = new BlockingCall(operation, item);
      try {
        executor.execute(call);
      } catch (RejectedExecutionException e) {
        call.completeExceptionally(new ExecutorRefusal(e));
      }
      return call;
    }
  }

  /** Cancels an operation that takes too long. */
  record Timed(OperationCall call, Duration limit) implements OperationCall {
    @Override
    public CompletionStage<Object> start(Object item) {
      return Async.timeout(call.start(item), limit);
    }
  }

  static NullPointerException nullInPlaceOfStage(String stage) {
    return new NullPointerException(
        ("the operation of stage '%s' returned null in place of a CompletionStage;"
                + " to drop an item, return completedFuture(null)")
            .formatted(stage));
  }
}
