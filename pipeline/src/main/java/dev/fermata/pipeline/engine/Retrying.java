package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.Async;
import dev.fermata.pipeline.definition.Retry;
import dev.fermata.pipeline.stats.LaneMeter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Tries an operation again when it fails. */
record Retrying(PipeRun.Operation operation, Retry retry) implements PipeRun.Operation {

  @Override
  public CompletionStage<@Nullable Object> start(
      PipeRun stage, Object item, long ticket, LaneMeter lane) {
    Duration pause = retry.firstPause();
    Exception previous = null;
    for (int left = retry.times(); true; left--) {
      try {
        return CompletableFuture.completedFuture(await(operation.start(stage, item, ticket, lane)));
      } catch (ExecutorRefusal refusal) {
        throw refusal;
      } catch (Exception failure) {
        addSuppressed(failure, previous);
        if (left == 0 || stage.isEnding() || !retry.when().test(failure)) {
          throw failure;
        }
        previous = failure;
      }
      await(Async.sleep(pause));
      pause = pause.multipliedBy(2);
    }
  }

  private static void addSuppressed(Exception failure, @Nullable Exception previous) {
    if (previous != null && previous != failure) {
      failure.addSuppressed(previous);
    }
  }
}
