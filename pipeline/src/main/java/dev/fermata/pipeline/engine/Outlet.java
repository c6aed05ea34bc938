package dev.fermata.pipeline.engine;

import java.util.concurrent.CompletableFuture;

/** Where a stage puts its results. Called on the loop only. */
interface Outlet {

  /**
   * Takes an item or a mark. Done when there was room for it; those who wait get room in the order
   * in which they asked.
   */
  CompletableFuture<?> put(Object item);
}
