package dev.fermata.async;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A cancel on its way from a task down to those that it waits for, and back up with their answers.
 * It keeps its own path, so that no depth of calls and combinators overflows the stack, and asks
 * nobody twice. Used by one thread.
 */
final class CancelRequest {

  private final boolean mayInterruptIfRunning;
  private final IdentityHashMap<CancelRelay, Visit> visits = new IdentityHashMap<>();

  /** From the task that was cancelled to the one whose targets are being asked, which is first. */
  private final Deque<Visit> path = new ArrayDeque<>();

  /** A task that has been asked, and how far its targets have been. */
  private static final class Visit {
    private final CancelRelay relay;
    private final List<? extends CompletableFuture<?>> targets;
    private final Iterator<? extends CompletableFuture<?>> open;
    private boolean taken;
    private boolean over;

    Visit(CancelRelay relay) {
      this.relay = relay;
      this.targets = relay.cancelTargets();
      this.open = targets.iterator();
    }
  }

  CancelRequest(boolean mayInterruptIfRunning) {
    this.mayInterruptIfRunning = mayInterruptIfRunning;
  }

  /** Asks {@code relay}, unless it has been asked by this request. Whether it took the request. */
  boolean send(CancelRelay relay) {
    if (visits.containsKey(relay)) {
      return true;
    }
    try {
      Visit first = enter(relay);
      while (!path.isEmpty()) {
        step(path.element());
      }
      return first.taken;
    } finally {
      path.clear(); // when a user's own future threw
    }
  }

  private Visit enter(CancelRelay relay) {
    var visit = new Visit(relay);
    visits.put(relay, visit);
    path.push(visit);
    return visit;
  }

  private void step(Visit visit) {
    if (visit.open.hasNext()) {
      ask(visit.open.next(), visit);
      return;
    }
    visit.taken = visit.relay.cancelHandedOn(visit.taken, visit.targets, mayInterruptIfRunning);
    visit.over = true;
    path.pop();
    if (!path.isEmpty()) {
      path.element().taken |= visit.taken;
    }
  }

  private void ask(CompletableFuture<?> target, Visit from) {
    if (!(target instanceof CancelRelay relay) || target.isDone()) {
      from.taken |= target.cancel(mayInterruptIfRunning);
      return;
    }
    Visit before = visits.get(relay);
    if (before == null) {
      enter(relay);
    } else {
      if (!before.over) {
        breakCircle(before);
      }
      from.taken = true;
    }
  }

  /**
   * Tasks that wait for one another: somebody has to be the first to stop. A call whose own body
   * waits, as a task whose body has returned a stage must not end before that stage.
   */
  private void breakCircle(Visit meetingPoint) {
    SuspendedCall<?> chosen = null;
    for (Visit visit : path) { // the way back to where the circle began
      if (visit.relay instanceof SuspendedCall<?> call
          && (chosen == null || chosen.hasReturned() || !call.hasReturned())) {
        chosen = call;
      }
      if (visit == meetingPoint) {
        break;
      }
    }
    if (chosen != null) {
      chosen.stopWaiting();
    }
  }
}
