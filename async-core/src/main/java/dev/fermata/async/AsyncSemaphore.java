package dev.fermata.async;

import org.jspecify.annotations.Nullable;

/**
 * A number of permits for async methods: {@link #acquire} waits for one without holding a thread.
 * Permits are given in the order in which they were asked for.
 *
 * <p>A call that is cancelled while it waits gets no permit, and one that is cancelled after the
 * permit was handed to it, but before it could go on, gives it back, also when it waits through
 * {@link Async#timeout} or {@link Async#shield}. So a permit is held exactly when {@code
 * await(semaphore.acquire())} has returned:
 *
 * <pre>{@code
 * await(semaphore.acquire());
 * try {
 *   return completedFuture(await(fetch(uri)));
 * } finally {
 *   semaphore.release();
 * }
 * }</pre>
 *
 * <p>May be used by any number of threads and loops at once. A permit belongs to no thread or task:
 * anybody may release it.
 */
public final class AsyncSemaphore {

  private final Permits permits;

  /**
   * Makes a semaphore whose permits are all free.
   *
   * @param permits how many there are; with 0, {@link #release} has to come first
   * @throws IllegalArgumentException when {@code permits} is negative
   */
  public AsyncSemaphore(int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException("permits must not be negative, but are " + permits);
    }
    this.permits = new Permits(permits, Integer.MAX_VALUE);
  }

  /** Takes a permit; the task ends when there is one. Ended already if there is one now. */
  public Task<@Nullable Void> acquire() {
    return permits.acquire();
  }

  /** Takes a permit if there is one now. */
  public boolean tryAcquire() {
    return permits.tryAcquire();
  }

  /**
   * Gives a permit to whoever has waited longest, or makes it free. It need not have been acquired:
   * releasing more adds permits.
   *
   * @throws IllegalStateException when there would be more free ones than an int can count
   */
  public void release() {
    if (!permits.release()) {
      throw new IllegalStateException("too many permits");
    }
  }

  /** How many permits are free now. */
  public int availablePermits() {
    return permits.free();
  }
}
