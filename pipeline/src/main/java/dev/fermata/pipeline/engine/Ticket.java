package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * With what a lane lines up: drawn for each item anew when it is asked for, so that tickets are in
 * the order of the items. Confined to the loop.
 */
final class Ticket {
  private final HandOffOrder order;
  private final Admission admission;
  private final @Nullable KeyedItems keyed;

  private long number;

  // Among items of keys.
  private long place;
  private @Nullable Object key;

  Ticket(HandOffOrder order, Admission admission, @Nullable KeyedItems keyed) {
    this.order = order;
    this.admission = admission;
    this.keyed = keyed;
  }

  void draw() {
    number = order.draw();
    if (keyed != null) {
      place = keyed.draw();
    }
  }

  long number() {
    return number;
  }

  /** Whether the item's operation begins now; otherwise it has to await {@link #beginning}. */
  boolean begins() {
    return keyed == null && admission.begins(number);
  }

  /** Done when the item's operation has begun, as it then must. */
  CompletionStage<Void> beginning(Object item) {
    if (keyed != null) {
      key = await(keyed.enter(item, place));
    }
    if (!admission.begins(number)) {
      await(admission.beginning(number));
    }
    return StageRun.DONE;
  }

  boolean isTurn() {
    return order.isTurn(number);
  }

  void lineUp(InTurn waiting) {
    order.lineUp(number, waiting);
  }

  /** The item has left, and its place among those under way is free. */
  void leave() {
    if (keyed == null) {
      admission.ends();
    } else if (key != null) {
      keyed.leave(key);
      key = null;
      admission.ends();
    } else { // It has no key, and so has not begun.
      admission.passed();
    }
  }

  /** It was no item that came. */
  void leaveAsMark() {
    admission.passed();
    if (keyed != null) {
      keyed.pass(place);
    }
  }

  /** The turn is over. */
  void pass() {
    order.pass(number);
  }
}
