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
 *
 * <p>What need not wait is done in the stack of whoever makes that so: an item that is put goes
 * {@linkplain #pass through the lane} that waits for it, and a result that waits for its turn is
 * {@linkplain #takesTurn handed on} by the lane before it. The lane itself goes on where it has to
 * wait for something else.
 */
final class PipeLane implements Passing, InTurn {
  private final PipeRun stage;
  private final LaneMeter meter;
  private final TaskGroup lanes;

  /** Of the item that is asked for or under way. */
  private final Ticket ticket;

  // How far it came in somebody's stack: what was begun and has not ended, or what its result waits
  // for, or what is to be thrown because of it.
  private @Nullable CompletionStage<Object> begun;
  private @Nullable CompletionStage<?> room;
  private @Nullable StageEnded ended;

  /** What waits for its turn. */
  private @Nullable Outcome outcome;

  /** What came of an item; {@code taken} is done when it took its turn. */
  private record Outcome(
      Object item,
      @Nullable Object result,
      @Nullable Throwable failure,
      CompletableFuture<@Nullable Void> taken) {}

  PipeLane(PipeRun stage, LaneMeter meter, TaskGroup lanes) {
    this.stage = stage;
    this.meter = meter;
    this.lanes = lanes;
    this.ticket = new Ticket(stage.order, stage.admission, stage.keyed);
  }

  CompletionStage<Void> run() {
    meter.waits();
    while (!stage.dismisses(meter)) {
      if (stage.letsOthersRun()) {
        await(Async.yieldNow());
      }
      stage.ensureNotEnding();
      ticket.draw();
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
      } else if (!(item instanceof Mark) && pass(item)) {
        stage.settle();
        ticket.pass();
        continue;
      }
      if (item instanceof Mark mark) {
        if (stage.isEnd(mark)) {
          stage.isExhausted();
          return StageRun.DONE;
        }
        await(stage.handOn(mark)); // It is its turn, as all before it is settled.
        ticket.leaveAsMark();
        stage.settle();
        ticket.pass();
        continue;
      }
      if (!isJudged()) {
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
        if (failure instanceof Error && stage.isEnding()) {
          throw stage.end("failed", failure); // Nobody passes a turn any more.
        }
        stage.ensureNotEnding(); // The operation may have ignored its cancellation.
        await(hiringUnlessDone(turn(item, result, failure)));
      }
      if (isWaitingForRoom()) {
        await(hiringUnlessDone(takeRoom()));
        leave();
        stage.settle();
        ticket.pass();
      }
    }
    return StageRun.DONE;
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
        || !ticket.isTurn()) {
      begun = operation;
      return false;
    }
    meter.ends(null);
    return handsOn(item, unlessEmpty(((CompletableFuture<Object>) operation).join()), null);
  }

  /** Whether an item that came by {@link #pass} came further than its operation. */
  private boolean isJudged() {
    return room != null || ended != null;
  }

  /** Done when the item had its turn, and has left or {@link #isWaitingForRoom}. */
  private CompletionStage<?> turn(
      Object item, @Nullable Object result, @Nullable Throwable failure) {
    if (!ticket.isTurn()) {
      outcome = new Outcome(item, result, failure, new CompletableFuture<>());
      ticket.lineUp(this);
      return outcome.taken();
    }
    if (handsOn(item, result, failure)) {
      stage.settle();
      ticket.pass();
    }
    return StageRun.DONE;
  }

  @Override
  public boolean takesTurn() {
    Outcome waited = requireNonNull(outcome);
    outcome = null;
    if (stage.isEnding() || waited.taken().isDone()) {
      return false; // The lane is cancelled.
    }
    boolean isOver = handsOn(waited.item(), waited.result(), waited.failure());
    if (isOver) {
      stage.settle();
    }
    waited.taken().complete(null);
    return isOver;
  }

  /**
   * Judges the item, at its turn: in input order, a failure that ends the pipeline leaves all
   * before it. Then hands on what came of it.
   *
   * @return whether it has left the lane; else what came of it {@link #isWaitingForRoom}
   */
  private boolean handsOn(Object item, @Nullable Object result, @Nullable Throwable failure) {
    try {
      stage.failures.judge(item, result, failure);
    } catch (StageEnded tooMany) {
      ended = tooMany;
      return false;
    }
    if (result == null) {
      if (failure == null) {
        meter.drops();
      }
    } else if (result != Operation.EMITTED) {
      CompletionStage<?> handedOn = stage.handOn(result);
      if (!isKnownToBeDone(handedOn)) {
        room = handedOn;
        return false;
      }
    }
    leave();
    return true;
  }

  /** Throws where the item was one failure too many. */
  private boolean isWaitingForRoom() {
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
      await(UntilEnded.ofCancelled(ended(begun).toCompletableFuture()));
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
    if (!ticket.begins()) {
      return startLate(item);
    }
    meter.begins(item);
    return stage.operation.start(stage, item, ticket.number(), meter);
  }

  private CompletionStage<Object> startLate(Object item) {
    try {
      await(ticket.beginning(item));
    } finally {
      meter.begins(item);
    }
    return stage.operation.start(stage, item, ticket.number(), meter);
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

  private void leave() {
    ticket.leave();
    meter.passed();
  }

  private static @Nullable Object unlessEmpty(@Nullable Object result) {
    return result instanceof Optional<?> optional && optional.isEmpty() ? null : result;
  }
}
