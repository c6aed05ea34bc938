package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;
import static java.util.Objects.requireNonNull;

import dev.fermata.async.Async;
import dev.fermata.pipeline.operation.Emitter;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one operation hands on while it runs: each result waits for those emitted before it, for the
 * operation's turn, and for room. Confined to the loop.
 */
final class Emission implements Emitter<Object> {
  private final StageRun stage;
  private final HandOffOrder order;
  private final long ticket;
  private final LaneMeter lane;
  private final LongSupplier nanoTime;

  private CompletionStage<@Nullable Void> last = StageRun.DONE;
  private int waiting;
  private long emitted;
  private long progressAt;
  private boolean closed;

  Emission(StageRun stage, HandOffOrder order, long ticket, LaneMeter lane, LongSupplier nanoTime) {
    this.stage = stage;
    this.order = order;
    this.ticket = ticket;
    this.lane = lane;
    this.nanoTime = nanoTime;
    this.progressAt = nanoTime.getAsLong();
  }

  @Override
  public CompletionStage<@Nullable Void> emit(Object result) {
    requireNonNull(result, "an operation emits no null: leave such results out");
    if (closed) {
      throw new IllegalStateException(
          "the operation has ended and emits nothing more: await all that emits before it returns");
    }
    emitted++;
    progressAt = nanoTime.getAsLong();
    last = emitAfter(last, result);
    return last;
  }

  private CompletionStage<@Nullable Void> emitAfter(
      CompletionStage<@Nullable Void> previous, Object result) {
    waiting++;
    try {
      await(Async.shield(previous));
      lane.yields();
      await(order.turn(ticket));
      await(stage.handOn(result));
      lane.passed();
    } finally {
      waiting--;
      progressAt = nanoTime.getAsLong();
    }
    return StageRun.DONE;
  }

  /** The operation has ended: done when all that it emitted was handed on. */
  CompletionStage<@Nullable Void> close() {
    closed = true;
    return last;
  }

  /** What was emitted waits no longer to be handed on: done when that is so. */
  CompletionStage<@Nullable Void> abandon() {
    closed = true;
    return UntilEnded.ofCancelled(last.toCompletableFuture());
  }

  boolean isEmpty() {
    return emitted == 0;
  }

  /** Whether results wait for their turn or for room, which is not the operation's own time. */
  boolean isWaiting() {
    return waiting > 0;
  }

  /** When something was last emitted or handed on, or when it all began. */
  long progressAt() {
    return progressAt;
  }
}
