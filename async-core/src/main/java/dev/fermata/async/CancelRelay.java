package dev.fermata.async;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A task that hands a cancel on to those it waits for, by way of a {@link CancelRequest}. */
interface CancelRelay {

  /** Notes the request, and says who is to be asked; nobody, if this task decides alone. */
  List<? extends CompletableFuture<?>> cancelTargets();

  /**
   * Called when {@code targets} have been asked.
   *
   * @param taken whether one of them at least has taken the request, and will end because of it
   * @return whether this task has taken the request
   */
  boolean cancelHandedOn(
      boolean taken, List<? extends CompletableFuture<?>> targets, boolean mayInterruptIfRunning);
}
