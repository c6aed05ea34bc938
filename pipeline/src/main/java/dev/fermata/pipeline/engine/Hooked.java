package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.pipeline.operation.StageHook;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An operation with the stage's hooks around it, the first of them outermost. */
record Hooked(PipeRun.Operation operation, List<StageHook> hooks) implements PipeRun.Operation {

  @Override
  public CompletionStage<@Nullable Object> start(
      PipeRun stage, Object item, long ticket, LaneMeter lane) {
    Supplier<CompletionStage<@Nullable Object>> inner =
        () -> operation.start(stage, item, ticket, lane);
    for (int i = hooks.size() - 1; i >= 0; i--) {
      StageHook hook = hooks.get(i);
      Supplier<CompletionStage<@Nullable Object>> within = inner;
      inner = () -> around(hook, item, within);
    }
    return inner.get();
  }

  /** Whatever the hook throws is in the future returned. */
  private static CompletionStage<@Nullable Object> around(
      StageHook hook, Object item, Supplier<CompletionStage<@Nullable Object>> operation) {
    CompletionStage<@Nullable Object> result = hook.aroundItem(item, operation);
    if (result == null) {
      throw new NullPointerException(
          "aroundItem of %s returned null in place of a CompletionStage".formatted(hook));
    }
    return CompletableFuture.completedFuture(await(result));
  }
}
