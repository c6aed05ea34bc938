package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.pipeline.definition.StageDefinition.OneToMany;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Applies an operation of many results: they are handed on while it runs, at its turn. */
record ManyOperation(ManyCall call, Optional<ResultTimeout> timeout) implements PipeRun.Operation {

  static ManyOperation of(String stage, OneToMany pipe, RunContext context) {
    return new ManyOperation(
        ManyCall.of(stage, pipe, context),
        pipe.settings().timeout().map(limit -> new ResultTimeout(context.clock(), limit)));
  }

  private LongSupplier nanoTime() {
    return timeout.isPresent() ? timeout.get().clock()::nanoTime : () -> 0;
  }

  @Override
  public CompletionStage<@Nullable Object> start(
      PipeRun stage, Object item, long ticket, LaneMeter lane) {
    var emission = new Emission(stage, stage.order, ticket, lane, nanoTime());
    CompletableFuture<?> operation = call.start(item, emission);
    try {
      if (timeout.isPresent()) {
        await(timeout.get().watch(operation, emission));
      } else {
        await(operation);
      }
    } finally {
      // A stage that was stopped hands nothing on, and downstream may be nobody who makes room.
      await(stage.isEnding() ? emission.abandon() : emission.close());
    }
    return CompletableFuture.completedFuture(emission.isEmpty() ? null : PipeRun.Operation.EMITTED);
  }
}
