package dev.fermata.pipeline.random;

import dev.fermata.async.LoopClock;
import dev.fermata.async.testing.VirtualClock;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A virtual clock that knows when its loop has nothing left to do and nothing to wait for. */
public final class QuietClock implements LoopClock {
  private final VirtualClock clock = new VirtualClock();

  // Guarded by this.
  private @Nullable Thread loop;
  private int idleTurnsToWaitFor;

  public QuietClock() {}

  @Override
  public long nanoTime() {
    return clock.nanoTime();
  }

  @Override
  public void idle(long nanos, boolean othersAtWork) {
    boolean quiet = nanos == Long.MAX_VALUE && !othersAtWork;
    if (quiet && turnIsAwaited()) {
      return; // The loop looks again for work, and comes back when there is none.
    }
    clock.idle(nanos, othersAtWork);
  }

  private synchronized boolean turnIsAwaited() {
    loop = Thread.currentThread();
    if (idleTurnsToWaitFor == 0) {
      return false;
    }
    idleTurnsToWaitFor--;
    notifyAll();
    return true;
  }

  /**
   * Waits until all is done that other threads have asked the loop to do before this call, and all
   * that follows from it.
   */
  public synchronized void awaitQuiet() throws InterruptedException {
    idleTurnsToWaitFor = 2; // It may be on its way to the first without having looked.
    while (idleTurnsToWaitFor > 0) {
      LockSupport.unpark(loop);
      wait(10);
    }
  }
}
