package dev.fermata.async;

import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion for async methods, which must not await inside of {@code synchronized}: {@link
 * #acquire} waits for the lock without holding a thread. It is given in the order in which it was
 * asked for.
 *
 * <p>A call that is cancelled while it waits does not get the lock, and one that is cancelled after
 * the lock was handed to it, but before it could go on, gives it back, also when it waits through
 * {@link Async#timeout} or {@link Async#shield}. So the lock is held exactly when {@code
 * await(lock.acquire())} has returned:
 *
 * <pre>{@code
 * await(lock.acquire());
 * try {
 *   balance = balance - await(price(item));
 * } finally {
 *   lock.release();
 * }
 * }</pre>
 *
 * <p>May be used by any number of threads and loops at once. It belongs to no thread or task:
 * whoever asks for it twice waits for himself, and anybody may release it.
 */
public final class AsyncLock {

  private final Permits permits = new Permits(1, 1);

  /** Makes a lock that is free. */
  public AsyncLock() {}

  /** Takes the lock; the task ends when it is held. Ended already if the lock is free now. */
  public Task<@Nullable Void> acquire() {
    return permits.acquire();
  }

  /** Takes the lock if it is free now. */
  public boolean tryAcquire() {
    return permits.tryAcquire();
  }

  /**
   * Gives the lock to whoever has waited longest, or makes it free.
   *
   * @throws IllegalStateException when it is not held
   */
  public void release() {
    if (!permits.release()) {
      throw new IllegalStateException("the lock is not held: release it once for each acquire");
    }
  }

  /** Whether it is held now. */
  public boolean isLocked() {
    return permits.free() == 0;
  }
}
