package dev.fermata.pipeline.engine;

import dev.fermata.async.Async;
import dev.fermata.pipeline.definition.StageDefinition.AsyncPipe;
import dev.fermata.pipeline.definition.StageDefinition.BlockingPipe;
import dev.fermata.pipeline.definition.StageDefinition.Pipe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** Calls a stage's operation. Confined to the loop. */
@FunctionalInterface
interface OperationCall {

  /**
   * Whatever the operation throws is in the stage returned.
   *
   * @throws RejectedExecutionException when the operation's executor takes no more work
   */
  CompletionStage<Object> start(Object item);

  static OperationCall of(String stage, Pipe pipe, Executor threads) {
    OperationCall call = untimed(stage, pipe, threads);
    return pipe.settings()
        .timeout()
        .map(limit -> (OperationCall) new Timed(call, limit))
        .orElse(call);
  }

  private static OperationCall untimed(String stage, Pipe pipe, Executor threads) {
    if (pipe instanceof BlockingPipe blocking) {
      return new OnExecutor(blocking.operation(), blocking.settings().executor().orElse(threads));
    }
    return new OnLoop(stage, ((AsyncPipe) pipe).operation());
  }

  /** An async method: runs on the loop up to its first wait. */
  record OnLoop(String stage, Function<Object, CompletionStage<Object>> operation)
      implements OperationCall {
    @Override
    public CompletionStage<Object> start(Object item) {
      try {
        CompletionStage<Object> result = operation.apply(item);
        return result != null ? result : CompletableFuture.failedFuture(nullInPlaceOfStage());
      } catch (Throwable failure) {
        return CompletableFuture.failedFuture(failure);
      }
    }

    private NullPointerException nullInPlaceOfStage() {
      return new NullPointerException(
          ("the operation of stage '%s' returned null in place of a CompletionStage;"
                  + " to drop an item, return completedFuture(null)")
              .formatted(stage));
    }
  }

  /** A blocking function. */
  record OnExecutor(Function<Object, Object> operation, Executor executor)
      implements OperationCall {
    @Override
    public CompletionStage<Object> start(Object item) {
      var call = new BlockingCall(operation, item);
      executor.execute(call);
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
}
