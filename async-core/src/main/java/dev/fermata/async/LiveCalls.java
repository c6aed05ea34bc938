package dev.fermata.async;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The suspended and running calls of a loop, spawned or not. A doubly linked list through the calls
 * themselves: to enter and to leave costs a few writes and no allocation, at eight bytes a call.
 * Confined to the loop's thread.
 */
final class LiveCalls {

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

  /** All calls, the newest first. */
  List<SuspendedCall<?>> snapshot() {
    var calls = new ArrayList<SuspendedCall<?>>();
    for (SuspendedCall<?> call = newest; call != null; call = call.next) {
      calls.add(call);
    }
    return calls;
  }
}
