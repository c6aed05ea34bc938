package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.Async;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A stage that takes one item after the other. Confined to the loop. */
abstract class OneLaneRun extends StageRun {
  final LaneMeter lane;

  private boolean holding;
  private boolean othersAreDue;

  OneLaneRun(StagePlace place) {
    super(place);
    lane = lane(0);
  }

  /**
   * Settles what came before, and takes what comes next if nobody has to wait for it; else null,
   * and {@link #next} is to be awaited.
   */
  final @Nullable Object nextAtOnce() {
    settleHeld();
    othersAreDue = letsOthersRun();
    Object item = othersAreDue ? null : poll();
    holding = item != null;
    return item;
  }

  /** Settles what came before, and takes what comes next. */
  final CompletionStage<Object> next() {
    settleHeld();
    holding = true;
    if (othersAreDue) {
      othersAreDue = false;
      return takeInTurn();
    }
    return takeNext();
  }

  /** Takes an item that was not there a moment ago. */
  CompletionStage<Object> takeNext() {
    return take();
  }

  private CompletionStage<Object> takeInTurn() {
    await(Async.yieldNow());
    return takeNext();
  }

  /** What an operation handed on has found its room when {@code room} is done. */
  final CompletionStage<?> passedWith(CompletionStage<?> room) {
    if (isThere(room)) {
      lane.passed();
      return room;
    }
    return passedAfter(room);
  }

  private CompletionStage<Void> passedAfter(CompletionStage<?> room) {
    await(room);
    lane.passed();
    return DONE;
  }

  private void settleHeld() {
    if (holding) {
      holding = false;
      settle();
    }
  }
}
