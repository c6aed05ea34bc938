package dev.fermata.pipeline.engine;

import java.util.concurrent.CompletionStage;

/** Where a stage takes its items from. Called on the loop only. */
interface Inlet {

  /**
   * The next item, or {@link Mark#END} after the last, as often as one asks. Those who wait are
   * served in the order in which they asked.
   */
  CompletionStage<Object> take();

  /** Called by whoever has taken {@link Mark#END}, so that the next one finds it too. */
  default void leaveEnd() {}
}
