package dev.fermata.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets async methods wait until what a lock guards has changed: {@link #whenSignalled} gives the
 * lock up, waits for a {@link #signal}, and takes the lock again.
 *
 * <pre>{@code
 * AsyncLock lock = new AsyncLock();
 * AsyncCondition changed = new AsyncCondition(lock);
 *
 * CompletableFuture<Page> take() {
 *   await(lock.acquire());
 *   try {
 *     await(changed.waitUntil(() -> !pages.isEmpty()));
 *     return completedFuture(pages.remove());
 *   } finally {
 *     lock.release();
 *   }
 * }
 *
 * CompletableFuture<Void> add(Page page) {
 *   await(lock.acquire());
 *   try {
 *     pages.add(page);
 *     changed.signal();
 *     return completedFuture(null);
 *   } finally {
 *     lock.release();
 *   }
 * }
 * }</pre>
 *
 * <p>The lock is held again whenever an await of {@link #whenSignalled} or {@link #waitUntil}
 * returns <em>or throws</em>: a call that is cancelled while it waits gets its {@code
 * CancellationException} once it has the lock back, also through {@link Async#timeout}. Only {@link
 * Async#shield} lets go at once, without the lock; do not wait through it.
 *
 * <p>A signal that was meant for a call which was cancelled meanwhile goes to the next one. A call
 * may go on though the state is not what it hopes for, as others may have had the lock before it:
 * {@link #waitUntil} looks again.
 *
 * <p>May be used by any number of threads and loops at once.
 */
public final class AsyncCondition {

  private final AsyncLock lock;

  /**
   * Guarded by this, in the order in which they came. A waiter leaves it once: signalled, or
   * cancelled. It takes the lock outside of this guard.
   */
  private final WaitingLine<Waiter> waiters = new WaitingLine<>();

  /** Makes a condition of what {@code lock} guards; a lock may have several. */
  public AsyncCondition(AsyncLock lock) {
    this.lock = lock;
  }

  /** The lock to be held around all that is done here. */
  public AsyncLock lock() {
    return lock;
  }

  /**
   * Gives up the lock, at once, and waits for a signal.
   *
   * @return ends when it was signalled and the lock is held again; cancelled, it ends as soon as
   *     the lock is held again
   * @throws IllegalStateException when nobody holds the lock
   */
  public Task<@Nullable Void> whenSignalled() {
    requireLock();
    var waiter = new Waiter();
    synchronized (this) {
      waiters.add(waiter);
    }
    lock.release(); // only now: the next holder's signal finds the waiter
    return waiter;
  }

  /**
   * Waits until {@code predicate} holds: it is asked now, and after each signal, always while the
   * lock is held, and on the loop of the waiting method if it has one.
   *
   * @return ends when the predicate holds, and the lock is held; fails with what it throws
   * @throws IllegalStateException when nobody holds the lock
   */
  @SuppressWarnings("unchecked")
  public Task<@Nullable Void> waitUntil(BooleanSupplier predicate) {
    requireLock();
    if (predicate.getAsBoolean()) {
      var holds = new Task<@Nullable Void>();
      holds.complete(null);
      return holds;
    }
    // What the transformer makes of: while (!predicate) await(whenSignalled())
    var call = new Frames.R0W0<@Nullable Void>(frame -> lookAgain(frame, predicate));
    return (Task<@Nullable Void>) call.suspend(whenSignalled(), 0);
  }

  private CompletionStage<?> lookAgain(Continuation<?> call, BooleanSupplier predicate) {
    CompletionStage<?> signalled = call.resumed();
    Continuation.result(signalled);
    boolean holds;
    try {
      holds = predicate.getAsBoolean();
    } catch (Throwable failure) {
      signalNext(); // this one makes nothing of it
      throw failure;
    }
    // The stage itself, so that a late cancel of who awaits this call hands the signal on.
    return holds ? signalled : call.suspend(whenSignalled(), 0);
  }

  /** Signals the call that has waited longest; nobody, if none waits. */
  public void signal() {
    signal(1);
  }

  /**
   * Signals as many calls as {@code count}, in the order in which they came, or all if there are
   * fewer.
   *
   * @throws IllegalStateException when nobody holds the lock
   */
  public void signal(int count) {
    requireLock();
    for (int i = 0; i < count && signalNext(); i++) {
      // they now wait for the lock, in this order
    }
  }

  /**
   * Signals all that wait now.
   *
   * @throws IllegalStateException when nobody holds the lock
   */
  public void signalAll() {
    int all;
    synchronized (this) {
      all = waiters.size();
    }
    signal(all);
  }

  /** False when nobody waits. */
  private boolean signalNext() {
    Waiter first;
    synchronized (this) {
      first = waiters.poll();
    }
    if (first == null) {
      return false;
    }
    first.takeLock();
    return true;
  }

  private void requireLock() {
    if (!lock.isLocked()) {
      throw new IllegalStateException(
          "the condition's lock is not held: await(lock.acquire()) before, release it in finally");
    }
  }

  /** Ends when it has the lock again; it is not told before whether it was signalled. */
  private final class Waiter extends WaitingLine.Waiting<@Nullable Void> {

    // Guarded by the condition.
    private boolean cancelled;

    /** Whether it has the lock, and its outcome is settled. */
    private boolean ending;

    void takeLock() {
      lock.acquire().whenComplete((held, never) -> end());
    }

    private void end() {
      boolean wasCancelled;
      synchronized (AsyncCondition.this) {
        wasCancelled = cancelled;
        ending = true;
      }
      if (wasCancelled) {
        completeExceptionally(new CancellationException());
      } else {
        complete(null);
      }
    }

    /** Ends cancelled, but not before it has the lock. A signal it has got is for the next one. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean waiting;
      boolean signalled;
      synchronized (AsyncCondition.this) {
        if (ending) {
          return cancelled;
        }
        waiting = waiters.remove(this);
        signalled = !waiting && !cancelled;
        cancelled = true;
      }
      if (waiting) {
        takeLock();
      } else if (signalled) {
        signalNext();
      }
      return true;
    }

    @Override
    Task<?> giver() {
      return this;
    }

    /** The lock stays: the await that throws instead of returning promises it. */
    @Override
    void undelivered() {
      signalNext();
    }

    @Override
    public String name() {
      return "whenSignalled";
    }
  }
}
