package dev.fermata.pipeline.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Items that wait for takers, or takers that wait for items. An item is out until it is settled; a
 * border is out alone, and an end stays for whoever asks. Guarded by its owner.
 */
final class HandOut {

  /** Somebody who waits. */
  private static final class Taker extends CompletableFuture<Object> {
    private final @Nullable Passing passing;

    Taker(@Nullable Passing passing) {
      this.passing = passing;
    }
  }

  // In the order in which they came. Both hold something only while a border is kept back or out.
  private final Queue<Object> items = new ArrayDeque<>();
  private final Queue<Taker> takers = new ArrayDeque<>();

  private int itemsOut;
  private boolean borderOut;
  private boolean ended;

  /** Whether there is room is the owner's business. What comes after an end is forgotten. */
  void add(Object item) {
    if (!ended) {
      items.add(item);
      ended = Mark.isEnd(item);
      serve();
    }
  }

  /**
   * The next item if it is there and may go out, else null; such a taker waits with {@link #take}.
   */
  @Nullable Object poll() {
    Object next = items.peek();
    if (next == null || !mayGoOut(next)) {
      return null;
    }
    if (!Mark.isEnd(next)) {
      items.remove();
      goesOut(next);
    }
    return next;
  }

  CompletableFuture<Object> take() {
    return take(null);
  }

  /** As {@link #take()}, and {@link #pass} may offer what comes to {@code passing}. */
  CompletableFuture<Object> take(@Nullable Passing passing) {
    Object next = poll();
    if (next != null) {
      return CompletableFuture.completedFuture(next);
    }
    var taker = new Taker(passing);
    takers.add(taker);
    return taker;
  }

  /**
   * Lets the first who waits pass the item, if nothing is before it; who cannot takes it.
   *
   * @return false when it has to be added
   */
  boolean pass(Object item) {
    Taker first = takers.peek();
    if (first == null || first.passing == null || first.isDone() || !items.isEmpty() || borderOut) {
      return false;
    }
    if (!first.passing.pass(item)) {
      takers.remove(first);
      goesOut(item);
      first.complete(item); // In vain if it was cancelled meanwhile: it knows how far it came.
    }
    return true;
  }

  /** One of those who hold an item, or the one who holds a border, is done with it. */
  void settle() {
    if (borderOut) {
      borderOut = false;
    } else {
      itemsOut--;
    }
    serve();
  }

  /** Items that wait, marks that are no ends included. */
  int size() {
    return ended ? items.size() - 1 : items.size();
  }

  /** Those who wait for an item. */
  int waiting() {
    return takers.size();
  }

  boolean ended() {
    return ended;
  }

  /** Forgets what waits, and ends. */
  void discard(Mark end) {
    items.clear();
    items.add(end);
    ended = true;
    serve();
  }

  private void serve() {
    while (!takers.isEmpty() && !items.isEmpty() && mayGoOut(items.element())) {
      Object next = items.element();
      // False when that one was cancelled. Nobody runs in here: who waits is resumed later.
      if (takers.remove().complete(next) && !Mark.isEnd(next)) {
        items.remove();
        goesOut(next);
      }
    }
  }

  private boolean mayGoOut(Object next) {
    return !borderOut && (itemsOut == 0 || !(next instanceof Mark.Border));
  }

  private void goesOut(Object next) {
    if (next instanceof Mark.Border) {
      borderOut = true;
    } else {
      itemsOut++;
    }
  }
}
