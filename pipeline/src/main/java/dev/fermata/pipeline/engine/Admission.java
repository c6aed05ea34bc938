package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.Async;
import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.definition.StageSettings.ResultOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whether a lane that holds an item may begin its operation. While nobody interferes it may, as
 * there are no more lanes than operations allowed; it has to wait while the stage is paused, and
 * when the stage was narrowed and has more lanes for the moment. Confined to the loop.
 *
 * <p>In input order those may begin who are near enough to their turn, however many are under way:
 * one that waited for others to end might be the one that they wait for.
 */
final class Admission {
  private final HandOffOrder order;
  private final boolean byTurn;

  private int concurrency;
  private int inFlight;
  private int held;
  private boolean paused;

  /** Done when it is worth while to ask again. */
  private CompletableFuture<Void> change = new CompletableFuture<>();

  Admission(StageSettings settings, HandOffOrder order) {
    this.concurrency = settings.concurrency();
    this.byTurn = settings.order() == ResultOrder.INPUT;
    this.order = order;
  }

  int concurrency() {
    return concurrency;
  }

  void concurrency(int operations) {
    concurrency = operations;
    changed();
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    changed();
  }

  /** Whether the operation begins now; otherwise it has to await {@link #beginning}. */
  boolean begins(long ticket) {
    if (paused || !(byTurn ? order.isNear(ticket, concurrency) : inFlight < concurrency)) {
      return false;
    }
    inFlight++;
    return true;
  }

  /** Done when the operation has begun, as it then must. */
  CompletionStage<Void> beginning(long ticket) {
    held++;
    try {
      while (!begins(ticket)) {
        await(Async.shield(change));
      }
    } finally {
      held--;
    }
    return StageRun.DONE;
  }

  /** What the operation had to hand on has left, and its turn is over. */
  void ends() {
    inFlight--;
    passed();
  }

  /** A turn is over. */
  void passed() {
    if (held > 0) {
      changed();
    }
  }

  private void changed() {
    var before = change;
    change = new CompletableFuture<>();
    before.complete(null);
  }
}
