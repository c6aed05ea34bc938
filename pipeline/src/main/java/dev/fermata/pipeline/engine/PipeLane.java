package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;
import static java.util.Objects.requireNonNull;

import dev.fermata.async.Async;
import dev.fermata.async.Task;
import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.engine.PipeRun.Operation;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One lane of a stage: it takes an item, awaits the operation, waits for its turn and for room
 * downstream, and only then takes another. So operations in flight are bounded by the number of
 * lanes, whatever it is that they wait for. Confined to the loop.
 */
final class PipeLane implements Passing {
  private final PipeRun stage;
  private final LaneMeter meter;
  private final TaskGroup lanes;

  // Of the item that is asked for or under way.
  private long ticket;
  private long place;
  private @Nullable Object key;

  // How far an item came in pass: what was begun and has not ended, or what it waits for behind
  // its operation, or what is to be thrown because of it.
  private @Nullable CompletionStage<Object> begun;
  private @Nullable CompletionStage<?> room;
  private @Nullable StageEnded ended;

  PipeLane(PipeRun stage, LaneMeter meter, TaskGroup lanes) {
    this.stage = stage;
    this.meter = meter;
    this.lanes = lanes;
  }

  CompletionStage<Void> run() {
    meter.waits();
    while (!stage.dismisses(meter)) {
      if (stage.letsOthersRun()) {
        await(Async.yieldNow());
      }
      drawTickets();
      Object item = stage.poll();
      if (item == null) {
        stage.isIdle();
        try {
          item = await(take());
        } catch (CancellationException cancelled) {
          await(abandonBegun(cancelled));
          throw cancelled;
        }
        stage.isBusy();
      }
      if (item instanceof Mark mark) {
        if (stage.isEnd(mark)) {
          stage.isExhausted();
          return StageRun.DONE;
        }
        await(stage.handOn(mark)); // It is its turn, as all before it is settled.
        passMark();
        continue;
      }
      if (isPassed()) {
        await(hiringUnlessDone(takeRoom()));
        passItem();
        continue;
      }
      Object result = null;
      Throwable failure = null;
      try {
        result = unlessEmpty(await(hiringUnlessDone(start(item))));
      } catch (ExecutorRefusal refusal) {
        throw stage.end(
            "has an executor that takes no more work", requireNonNull(refusal.getCause()));
      } catch (Throwable thrown) {
        failure = thrown;
      }
      meter.ends(failure);
      if (stage.isEnding() && !(failure instanceof Error)) {
        throw new CancellationException(); // The operation may have ignored it.
      }
      // Judged at its turn: in input order, a failure that ends the pipeline leaves all before it.
      await(hiringUnlessDone(stage.order.turn(ticket)));
      stage.failures.judge(item, result, failure);
      if (result == null) {
        if (failure == null) {
          meter.drops();
        }
      } else if (result != Operation.EMITTED) {
        await(hiringUnlessDone(stage.handOn(result)));
      }
      passItem();
    }
    return StageRun.DONE;
  }

  /** In the order in which lanes ask for items, which is that of the items. */
  private void drawTickets() {
    ticket = stage.order.draw();
    if (stage.keyed != null) {
      place = stage.keyed.draw();
    }
  }

  private CompletionStage<Object> take() {
    return stage.keyed == null ? stage.take(this) : stage.take();
  }

  @Override
  public boolean pass(Object item) {
    if (stage.isEnding()) {
      return false;
    }
    CompletionStage<Object> operation = start(item);
    if (!isKnownToBeDone(operation)
        || ((CompletableFuture<Object>) operation).isCompletedExceptionally()
        || !stage.order.isTurn(ticket)) {
      begun = operation;
      return false;
    }
    meter.ends(null);
    Object result = unlessEmpty(((CompletableFuture<Object>) operation).join());
    try {
      stage.failures.judge(item, result, null);
    } catch (StageEnded tooMany) {
      ended = tooMany;
      return false;
    }
    if (result == null) {
      meter.drops();
    } else if (result != Operation.EMITTED) {
      CompletionStage<?> handedOn = stage.handOn(result);
      if (!isKnownToBeDone(handedOn)) {
        room = handedOn;
        return false;
      }
    }
    stage.admission.ends();
    meter.passed();
    return true;
  }

  /** Whether the result of an item that came by {@link #pass} waits for room only. */
  private boolean isPassed() {
    if (ended != null) {
      throw ended;
    }
    return room != null;
  }

  private CompletionStage<?> takeRoom() {
    CompletionStage<?> taken = requireNonNull(room);
    room = null;
    return taken;
  }

  /** What was begun for a lane that was cancelled before it could take it ends first. */
  private CompletionStage<Void> abandonBegun(CancellationException cancelled) {
    if (begun != null) {
      CompletableFuture<?> operation = ended(begun).toCompletableFuture();
      operation.cancel(true);
      await(UntilEnded.of(operation));
      meter.ends(cancelled);
    }
    return StageRun.DONE;
  }

  private static CompletionStage<Object> ended(CompletionStage<Object> operation) {
    return CompletableFuture.completedFuture(await(operation));
  }

  private CompletionStage<Object> start(Object item) {
    CompletionStage<Object> earlier = begun;
    if (earlier != null) {
      begun = null;
      return earlier;
    }
    if (stage.keyed != null) {
      return startKeyed(stage.keyed, item);
    }
    if (!stage.admission.begins(ticket)) {
      return startAdmitted(item);
    }
    meter.begins(item);
    return stage.operation.start(stage, item, ticket, meter);
  }

  private CompletionStage<Object> startAdmitted(Object item) {
    try {
      await(stage.admission.beginning(ticket));
    } finally {
      meter.begins(item);
    }
    return stage.operation.start(stage, item, ticket, meter);
  }

  private CompletionStage<Object> startKeyed(KeyedItems keyed, Object item) {
    try {
      key = await(keyed.enter(item, place));
      if (!stage.admission.begins(ticket)) {
        await(stage.admission.beginning(ticket));
      }
    } finally {
      meter.begins(item);
    }
    return stage.operation.start(stage, item, ticket, meter);
  }

  /** What is not known to be done may take a while, in which others take the next items. */
  private <T extends @Nullable Object> CompletionStage<T> hiringUnlessDone(
      CompletionStage<T> awaited) {
    if (!isKnownToBeDone(awaited)) {
      stage.hireForTheNext(lanes);
    }
    return awaited;
  }

  /** Other kinds of futures may refuse to be asked. */
  private static boolean isKnownToBeDone(CompletionStage<?> awaited) {
    return (awaited.getClass() == CompletableFuture.class || awaited instanceof Task)
        && ((CompletableFuture<?>) awaited).isDone();
  }

  private void passMark() {
    stage.settle();
    stage.order.pass(ticket);
    stage.admission.passed();
    if (stage.keyed != null) {
      stage.keyed.pass(place);
    }
  }

  private void passItem() {
    stage.settle();
    stage.order.pass(ticket);
    if (stage.keyed == null) {
      stage.admission.ends();
    } else if (key != null) {
      stage.keyed.leave(key);
      key = null;
      stage.admission.ends();
    } else { // It has no key, and so has not begun.
      stage.admission.passed();
    }
    meter.passed();
  }

  private static @Nullable Object unlessEmpty(@Nullable Object result) {
    return result instanceof Optional<?> optional && optional.isEmpty() ? null : result;
  }
}
