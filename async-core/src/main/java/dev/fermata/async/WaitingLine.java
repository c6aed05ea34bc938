package dev.fermata.async;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait, first come first served, and who may leave from anywhere. A ring of places, and
 * each waiter knows the number of its own: to come and to go costs a few writes and, once the ring
 * has grown to its size, no allocation. Who leaves from the middle leaves a hole, until the line
 * closes up. Guarded by whatever guards the state of its owner.
 */
final class WaitingLine<W extends WaitingLine.Waiting<?>> {

  private static final int FIRST_LENGTH = 8;

  /** A longer ring does not outlive the rush that needed it. */
  private static final int LONGEST_KEPT = 1 << 10;

  private static final @Nullable Waiting<?>[] NO_PLACES = new Waiting<?>[0];

  /** Empty, or a power of two long. Place {@code n} is at index {@code n} modulo the length. */
  private @Nullable Waiting<?>[] ring = NO_PLACES;

  /** Places that are taken, or holes: from {@code front} on, before {@code end}. */
  private int front;

  private int end;
  private int size;

  /** A task that can stand in one line. */
  abstract static class Waiting<T extends @Nullable Object> extends Task<T> {

    /**
     * Its place, while it stands in the line; what its owner numbers it by, once it has left.
     * Guarded by the owner of the line.
     */
    int number;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** How many it has room for without growing. */
  int places() {
    return ring.length;
  }

  void add(W waiter) {
    if (end - front == ring.length) {
      makeRoom();
    }
    place(waiter);
    size++;
  }

  private void place(Waiting<?> waiter) {
    waiter.number = end;
    ring[index(end++)] = waiter;
  }

  private int index(int number) {
    return number & (ring.length - 1);
  }

  /** Closes up if half of the places are holes, so that it need not again for as many; or grows. */
  private void makeRoom() {
    @Nullable Waiting<?>[] places = ring;
    int first = front;
    boolean grows = size > places.length / 2 || places.length == 0;
    ring = new Waiting<?>[grows ? Math.max(FIRST_LENGTH, places.length * 2) : places.length];
    front = 0;
    end = 0;
    for (int i = 0; i < places.length; i++) {
      Waiting<?> waiter = places[(first + i) & (places.length - 1)];
      if (waiter != null) {
        place(waiter);
      }
    }
  }

  /** Whether it stood in the line. */
  boolean remove(W waiter) {
    if (size == 0 || ring[index(waiter.number)] != waiter) {
      return false;
    }
    ring[index(waiter.number)] = null;
    size--;
    return true;
  }

  /** Takes the one that has waited longest. */
  @Nullable W poll() {
    if (size == 0) {
      front = end; // nothing but holes
      if (ring.length > LONGEST_KEPT) {
        ring = NO_PLACES;
      }
      return null;
    }
    Waiting<?> longest = null;
    while (longest == null) {
      longest = ring[index(front)];
      ring[index(front++)] = null;
    }
    size--;
    @SuppressWarnings("unchecked") // only Ws are added
    W first = (W) longest;
    return first;
  }

  /** Takes all of them, the one that has waited longest first. */
  void drainTo(Consumer<? super W> consumer) {
    for (W waiter = poll(); waiter != null; waiter = poll()) {
      consumer.accept(waiter);
    }
  }
}
