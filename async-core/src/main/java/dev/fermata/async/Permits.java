package dev.fermata.async;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A number of permits, and those who wait for one, first come first served. */
final class Permits {

  private final int most;

  // Guarded by this. A waiter is chosen under the lock and told outside of it: it may run on at
  // once, and come back here. Somebody waits only while no permit is free.
  private int free;
  private final WaitingLine<Acquisition> waiters = new WaitingLine<>();

  /**
   * Makes permits that are all free.
   *
   * @param most how many there may be free at a time
   */
  Permits(int free, int most) {
    this.free = free;
    this.most = most;
  }

  Task<@Nullable Void> acquire() {
    var acquisition = new Acquisition();
    synchronized (this) {
      if (free == 0) {
        waiters.add(acquisition);
        return acquisition;
      }
      free--;
    }
    acquisition.complete(null);
    return acquisition;
  }

  synchronized boolean tryAcquire() {
    if (free == 0) {
      return false;
    }
    free--;
    return true;
  }

  /** Hands the permit to whoever waits longest; false when there are too many permits already. */
  boolean release() {
    Acquisition heir;
    do {
      synchronized (this) {
        if (free == most) {
          return false;
        }
        heir = waiters.poll();
        if (heir == null) {
          free++;
          return true;
        }
      }
    } while (!heir.complete(null)); // it was cancelled at this moment: the next one
    return true;
  }

  synchronized int free() {
    return free;
  }

  /** Ends when it has got its permit. */
  private final class Acquisition extends WaitingLine.Waiting<@Nullable Void> {

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      synchronized (Permits.this) {
        waiters.remove(this);
      }
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    Task<?> giver() {
      return this;
    }

    /** Gives the permit back, and nobody can be told again that it is theirs. */
    @Override
    void undelivered() {
      synchronized (Permits.this) {
        if (isCancelled()) {
          return;
        }
        obtrudeException(new CancellationException());
      }
      release();
    }

    @Override
    public String name() {
      return "acquire";
    }
  }
}
