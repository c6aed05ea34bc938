package dev.fermata.async.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Mutual exclusion for sections of some ten nanoseconds, at half the price of a monitor: one atomic
 * operation to enter, a plain store to leave. Whoever finds it taken tries again instead of being
 * queued.
 *
 * <p>What runs inside must be short, must not block and must call nothing of a user's. It may
 * allocate and throw:
 *
 * <pre>{@code
 * lock.enter();
 * try {
 *   item = items.poll();
 * } finally {
 *   lock.leave();
 * }
 * }</pre>
 *
 * <p>Not reentrant, and not fair: what is to be served in order has to queue inside. A thread that
 * loses its core in such a section keeps the others out until it has one again. They ask a moment,
 * then yield, then sleep, so that it gets one even if they have a higher priority; a virtual thread
 * gives its carrier away when it yields and sleeps.
 */
public final class SpinLock {

  /** More than a section lasts whose owner runs; beyond that it is likely to have lost its core. */
  private static final int LOOKS = Runtime.getRuntime().availableProcessors() > 1 ? 100 : 0;

  private static final int YIELDS = 100;

  private static final long SLEEP_NANOS = 50_000;

  private static final VarHandle TAKEN;

  static {
    try {
      TAKEN = MethodHandles.lookup().findVarHandle(SpinLock.class, "taken", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Whether somebody is inside: 1 or 0. To enter is a compare-and-set with acquire, and to leave a
   * store with release: so a section sees all that the ones before it did, and nothing of it moves
   * out. That is all that is promised; what is outside may move in, which harms nobody.
   */
  @SuppressWarnings("unused") // through TAKEN
  private int taken;

  /** Returns when the calling thread has the lock. */
  public void enter() {
    if (!TAKEN.weakCompareAndSetAcquire(this, 0, 1)) {
      enterAfterAWhile();
    }
  }

  /** By whoever has the lock. */
  public void leave() {
    TAKEN.setRelease(this, 0);
  }

  /** Reads before it writes: those who wait do not take the field away from whoever leaves. */
  private void enterAfterAWhile() {
    int tries = 0;
    while ((int) TAKEN.getOpaque(this) != 0 || !TAKEN.weakCompareAndSetAcquire(this, 0, 1)) {
      pause(tries++);
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // who yields in vain sleeps next
  private static void pause(int tries) {
    if (tries < LOOKS) {
      Thread.onSpinWait();
    } else if (tries < LOOKS + YIELDS) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(SLEEP_NANOS); // returns at once when interrupted, and is asked again
    }
  }
}
