package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Items of one key one after the other, up to the hand-off of the result; those of others beside
 * them. Confined to the loop.
 *
 * <p>A lane that was resumed late may hold an earlier item than one that took its own without
 * waiting: so they line up by their tickets, before each enters the line of its key.
 */
final class KeyedItems {
  private final Function<Object, Object> keys;
  private final KeyOrder order = new KeyOrder();
  private final InputOrder arrival;

  KeyedItems(Function<Object, Object> keys, int lanes) {
    this.keys = keys;
    this.arrival = new InputOrder(lanes);
  }

  /** The place of the next item, drawn when it is asked for. */
  long draw() {
    return arrival.draw();
  }

  /** What was asked for is no item. */
  void pass(long place) {
    arrival.pass(place);
  }

  /** Done with the item's key when all before it of that key have left; fails without one. */
  CompletionStage<Object> enter(Object item, long place) {
    await(arrival.turn(place));
    CompletionStage<@Nullable Void> turn;
    Object key;
    try {
      key =
          Objects.requireNonNull(
              keys.apply(item), "orderedBy returned null: give every item a key");
      turn = order.enter(key);
    } finally {
      arrival.pass(place);
    }
    await(turn);
    return CompletableFuture.completedFuture(key);
  }

  void leave(Object key) {
    order.leave(key);
  }
}
