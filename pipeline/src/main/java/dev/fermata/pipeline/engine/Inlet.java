package dev.fermata.pipeline.engine;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where a stage takes its items from. Called on the loop only. */
interface Inlet {

  /**
   * The next item or border, or after the last one the end, as often as one asks. Those who wait
   * are served in the order in which they asked. A border comes when all before it is settled, and
   * nothing more comes until it is settled itself.
   */
  CompletionStage<Object> take();

  /** As {@link #take()}; an item that comes later may be offered to {@code taker} first. */
  default CompletionStage<Object> take(Passing taker) {
    return take();
  }

  /** As {@link #take()} where that need not wait, else null and nothing is taken. */
  @Nullable Object poll();

  /** Who took an item or a border, no end, has handed on what comes of it. */
  void settle();
}
