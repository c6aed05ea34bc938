package dev.fermata.async;

import java.util.concurrent.locks.LockSupport;

/**
 * The time of an event loop. Programs use {@link #system()}; tests use {@link
 * dev.fermata.async.testing.VirtualClock}.
 */
public interface LoopClock {

  /** Nanoseconds since an arbitrary origin; called by the loop's thread only. */
  long nanoTime();

  /**
   * Called by the loop's thread when it has nothing to do. Returns when {@code nanos} have passed,
   * when the thread is unparked or interrupted, or for no reason.
   *
   * @param nanos time until the first timer is due; {@code Long.MAX_VALUE} when there is none
   * @param othersAtWork whether other threads are working for this loop ({@link Async#blocking})
   */
  void idle(long nanos, boolean othersAtWork);

  /** The JVM's monotonic time. */
  static LoopClock system() {
    return SystemClock.INSTANCE;
  }

  /** {@code System.nanoTime}, and parking. */
  enum SystemClock implements LoopClock {
    INSTANCE;

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void idle(long nanos, boolean othersAtWork) {
      if (nanos == Long.MAX_VALUE) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, nanos);
      }
    }
  }
}
