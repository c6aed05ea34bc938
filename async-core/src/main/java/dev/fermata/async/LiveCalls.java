package dev.fermata.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The suspended and running calls of a loop, spawned or not. A doubly linked list through the calls
 * themselves: to enter and to leave costs a few writes and no allocation, at eight bytes a call.
 *
 * <p>Confined to the loop's thread, but for {@link #snapshot}. So that other threads can walk along
 * the list, what they follow is written with release and read with acquire; and a call that has
 * left points to itself, which tells a walker to go back to one that is still there.
 */
final class LiveCalls {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  private static final VarHandle NEWEST;
  private static final VarHandle NEXT;

  static {
    try {
      var lookup = MethodHandles.lookup();
      NEWEST = lookup.findVarHandle(LiveCalls.class, "newest", SuspendedCall.class);
      NEXT = lookup.findVarHandle(SuspendedCall.class, "next", SuspendedCall.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private @Nullable SuspendedCall<?> newest;

  void add(SuspendedCall<?> call) {
    SuspendedCall<?> older = newest;
    NEXT.setRelease(call, older);
    if (older != null) {
      older.previous = call;
    }
    NEWEST.setRelease(this, call);
  }

  /** Does nothing when {@code call} is not in the list. */
  void remove(SuspendedCall<?> call) {
    SuspendedCall<?> older = call.next;
    if (call.previous != null) {
      NEXT.setRelease(call.previous, older);
    } else if (newest == call) {
      NEWEST.setRelease(this, older);
    } else {
      return;
    }
    if (older != null) {
      older.previous = call.previous;
    }
    call.previous = null;
    NEXT.setRelease(call, call);
  }

  boolean isEmpty() {
    return newest == null;
  }

  /** Asks every body to end. Each call is looked at once, however long the chains are. */
  void cancelAll() {
    var request = new CancelRequest(true);
    for (SuspendedCall<?> call : snapshot()) {
      try {
        request.send(call);
      } catch (Throwable failure) { // of a user's own future
        LOG.error("{} cannot be cancelled", call.describe(), failure);
      }
    }
  }

  /**
   * The calls, the newest first; by any thread. Those that are in the list all the while are found:
   * what is older than a call that is still there can be reached from it.
   */
  List<SuspendedCall<?>> snapshot() {
    Deque<SuspendedCall<?>> path = new ArrayDeque<>();
    SuspendedCall<?> call = head();
    while (call != null) {
      SuspendedCall<?> older = nextOf(call);
      if (older != call) {
        path.addLast(call);
        call = older;
      } else if (path.isEmpty()) {
        call = head(); // it has left, and so have all before it
      } else {
        call = path.removeLast();
      }
    }
    return new ArrayList<>(path);
  }

  private @Nullable SuspendedCall<?> head() {
    return (SuspendedCall<?>) NEWEST.getAcquire(this);
  }

  private static @Nullable SuspendedCall<?> nextOf(SuspendedCall<?> call) {
    return (SuspendedCall<?>) NEXT.getAcquire(call);
  }
}
