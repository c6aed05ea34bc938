package dev.fermata.async.testing;

import dev.fermata.async.LoopClock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A clock for tests: it stands still while there is work, and jumps to the next timer when the loop
 * has nothing else to do. An hour of sleeping takes no time, and comes out the same in every run.
 *
 * <p>It does not jump while a blocking function runs on another thread for the loop ({@code
 * Async.blocking}). It knows nothing of other threads: a test that completes futures from threads
 * of its own should not depend on time.
 *
 * <pre>{@code
 * var clock = new VirtualClock();
 * EventLoop.run(() -> Async.sleep(Duration.ofHours(1)), clock);
 * assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
 * }</pre>
 *
 * <p>To be used by one loop at a time.
 */
public final class VirtualClock implements LoopClock {

  /** Written by the loop's thread, read by anyone. */
  private volatile long now;

  /** A clock that stands at zero. */
  public VirtualClock() {}

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void idle(long nanos, boolean othersAtWork) {
    if (othersAtWork || nanos == Long.MAX_VALUE) {
      LockSupport.park(this);
    } else {
      long jump = now + nanos;
      now = jump;
    }
  }

  /** The time that has passed since this clock was made. May be called by any thread. */
  public Duration elapsed() {
    return Duration.ofNanos(now);
  }
}
