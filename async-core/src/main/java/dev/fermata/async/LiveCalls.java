package dev.fermata.async;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The suspended and running calls of a loop, spawned or not. A doubly linked list through the calls
 * themselves: to enter and to leave costs a few writes and no allocation, at eight bytes a call.
 * Confined to the loop's thread.
 */
final class LiveCalls {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  private @Nullable SuspendedCall<?> newest;

  void add(SuspendedCall<?> call) {
    call.next = newest;
    if (newest != null) {
      newest.previous = call;
    }
    newest = call;
  }

  /** Does nothing when {@code call} is not in the list. */
  void remove(SuspendedCall<?> call) {
    if (call.previous != null) {
      call.previous.next = call.next;
    } else if (newest == call) {
      newest = call.next;
    } else {
      return;
    }
    if (call.next != null) {
      call.next.previous = call.previous;
    }
    call.previous = null;
    call.next = null;
  }

  boolean isEmpty() {
    return newest == null;
  }

  /**
   * Asks every body to end, beginning with those that await no other call; the rest follows, as
   * cancellation travels up. Each call is looked at once, however long the chains are.
   */
  void cancelAll() {
    var walkOf = new IdentityHashMap<SuspendedCall<?>, SuspendedCall<?>>();
    for (SuspendedCall<?> start : snapshot()) {
      SuspendedCall<?> call = start;
      while (walkOf.putIfAbsent(call, start) == null) {
        SuspendedCall<?> child = call.liveChild();
        if (child == null) {
          cancel(call);
          break;
        }
        if (walkOf.get(child) == start) { // a circle
          cancel(call.bodyInCircle());
          break;
        }
        call = child;
      }
    }
  }

  private static void cancel(SuspendedCall<?> call) {
    try {
      call.cancelHere(true);
    } catch (Throwable failure) { // of a user's own future
      LOG.error("{} cannot be cancelled", call.describe(), failure);
    }
  }

  /** All calls, the newest first. */
  List<SuspendedCall<?>> snapshot() {
    var calls = new ArrayList<SuspendedCall<?>>();
    for (SuspendedCall<?> call = newest; call != null; call = call.next) {
      calls.add(call);
    }
    return calls;
  }
}
