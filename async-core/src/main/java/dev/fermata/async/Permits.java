package dev.fermata.async;

import dev.fermata.async.internal.SpinLock;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A number of permits, and those who wait for one, first come first served. */
final class Permits {

  private final int most;

  private final SpinLock lock = new SpinLock();

  // Guarded by the lock. A waiter is chosen under the lock and told outside of it: it may run on at
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
    lock.enter();
    try {
      if (!takeFree()) {
        waiters.add(acquisition);
        return acquisition;
      }
    } finally {
      lock.leave();
    }
    acquisition.endUnseen(null);
    return acquisition;
  }

  boolean tryAcquire() {
    lock.enter();
    try {
      return takeFree();
    } finally {
      lock.leave();
    }
  }

  /** Needs the lock. */
  private boolean takeFree() {
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
      lock.enter();
      try {
        if (free == most) {
          return false;
        }
        heir = waiters.poll();
        if (heir == null) {
          free++;
          return true;
        }
      } finally {
        lock.leave();
      }
    } while (!heir.complete(null)); // it was cancelled at this moment: the next one
    return true;
  }

  int free() {
    lock.enter();
    try {
      return free;
    } finally {
      lock.leave();
    }
  }

  /** Ends when it has got its permit. */
  private final class Acquisition extends WaitingLine.Waiting<@Nullable Void> {

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      lock.enter();
      try {
        waiters.remove(this);
      } finally {
        lock.leave();
      }
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    Task<?> giver() {
      return this;
    }

    /** Gives the permit back, once, and nobody can be told again that it is theirs. */
    @Override
    void undelivered() {
      synchronized (this) { // not the lock of the permits: who depends on this is told inside
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
