package dev.fermata.async;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened or has not, and that async methods can wait for. {@link #set} lets go
 * on all that wait, in the order in which they came, and all that come later; {@link #clear} makes
 * those wait again that come after it.
 *
 * <pre>{@code
 * AsyncEvent configured = new AsyncEvent();
 *
 * CompletableFuture<Page> serve(Request request) {
 *   await(configured.whenSet());
 *   ...
 * }
 * }</pre>
 *
 * <p>May be used by any number of threads and loops at once.
 */
public final class AsyncEvent {

  // Guarded by this. Waiters are told outside of the lock: they may run on at once, and come back.
  private boolean set;
  private final WaitingLine<Waiter> waiters = new WaitingLine<>();

  /** Makes an event that has not happened. */
  public AsyncEvent() {}

  /**
   * Waits for the event.
   *
   * @return ends when the event is set, even if it is cleared again before the waiting method goes
   *     on; ended already if it is set now
   */
  public Task<@Nullable Void> whenSet() {
    var waiter = new Waiter();
    synchronized (this) {
      if (!set) {
        waiters.add(waiter);
        return waiter;
      }
    }
    waiter.complete(null);
    return waiter;
  }

  /** Says that the event has happened. Does nothing when it is set. */
  public void set() {
    List<Waiter> woken = new ArrayList<>();
    synchronized (this) {
      set = true;
      waiters.drainTo(woken::add);
    }
    woken.forEach(waiter -> waiter.complete(null));
  }

  /** Says that the event has not happened. */
  public synchronized void clear() {
    set = false;
  }

  /** Whether the event has happened. */
  public synchronized boolean isSet() {
    return set;
  }

  private final class Waiter extends WaitingLine.Waiting<@Nullable Void> {

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      synchronized (AsyncEvent.this) {
        waiters.remove(this);
      }
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public String name() {
      return "whenSet";
    }
  }
}
