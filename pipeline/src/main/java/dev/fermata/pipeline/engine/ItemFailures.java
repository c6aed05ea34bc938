package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.definition.FailureLimits;
import dev.fermata.pipeline.operation.DeadLetter;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of the items of one stage that fail. Confined to the loop. */
final class ItemFailures {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);

  private final StageRun stage;
  private final StagePlace place;
  private final FailureBudget ofStage;
  private final FailureBudget ofAll;
  private final Optional<Consumer<? super DeadLetter>> deadLetters;

  ItemFailures(
      StageRun stage,
      StagePlace place,
      FailureLimits limits,
      Optional<Consumer<? super DeadLetter>> deadLetters) {
    this.stage = stage;
    this.place = place;
    this.ofStage = new FailureBudget(limits, "");
    this.ofAll = place.context().budget();
    this.deadLetters = deadLetters.isPresent() ? deadLetters : place.context().deadLetters();
  }

  /**
   * Counts an item whose operation has ended, drops it if that failed, and ends the stage when more
   * have failed than may. A rate may be found to be exceeded at an item that succeeded: what comes
   * of it is handed on before the end.
   *
   * @param result that is to be handed on, null for none
   */
  void judge(Object item, @Nullable Object result, @Nullable Throwable failure) {
    if (failure instanceof Error) {
      throw stage.end("failed", failure);
    }
    if (failure != null) {
      drop(item, failure);
    }
    spend(ofStage, result, failure);
    spend(ofAll, result, failure);
  }

  private void spend(FailureBudget budget, @Nullable Object result, @Nullable Throwable failure) {
    Optional<String> exceeded = budget.spend(failure);
    if (exceeded.isPresent()) {
      if (result != null && result != PipeRun.Operation.EMITTED) {
        stage.handOn(result);
      }
      throw stage.end(exceeded.get(), budget.lastFailure());
    }
  }

  private void drop(Object item, Throwable failure) {
    if (deadLetters.isEmpty()) {
      LOG.warn(
          "{}: stage '{}' failed for an item and drops it",
          place.context().run(),
          place.stage(),
          failure);
      return;
    }
    try {
      deadLetters.get().accept(new DeadLetter(place.stage(), item, failure));
    } catch (Throwable ofTaker) {
      ofTaker.addSuppressed(failure);
      throw stage.end("has a taker of dead letters that failed", ofTaker);
    }
  }
}
