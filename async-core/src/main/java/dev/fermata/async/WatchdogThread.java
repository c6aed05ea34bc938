package dev.fermata.async;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Samples all loops of the JVM for the {@link LoopWatchdog} while any of them works, and rests
 * while all of them sleep. A daemon, started with the first loop.
 */
final class WatchdogThread extends Thread {

  /** Milliseconds, 100 unless set; 0 for no watchdog. Read once. */
  static final String THRESHOLD_PROPERTY = "fermata.slowCallbackMillis";

  private static final long THRESHOLD_MILLIS = Long.getLong(THRESHOLD_PROPERTY, 100);

  private final LoopWatchdog watchdog = new LoopWatchdog(Duration.ofMillis(THRESHOLD_MILLIS));

  /**
   * Set before this thread looks for work for the last time and parks. A loop that wakes up says so
   * before it reads this: one of them sees the other.
   */
  private volatile boolean resting;

  /** Made when the first loop asks for it. */
  private static final class Holder {
    static final WatchdogThread THREAD = new WatchdogThread();

    static {
      THREAD.start();
    }
  }

  private WatchdogThread() {
    super(null, null, "fermata-watchdog", 0, false);
    setDaemon(true);
    setContextClassLoader(null); // nothing of whoever happened to start the first loop
  }

  static void watch(EventLoop loop) {
    if (THRESHOLD_MILLIS > 0) {
      Holder.THREAD.watchdog.watch(loop);
      loopWorks();
    }
  }

  static void forget(EventLoop loop) {
    if (THRESHOLD_MILLIS > 0) {
      Holder.THREAD.watchdog.forget(loop);
    }
  }

  /** Called by a loop that has been asleep; costs a read as long as any other works. */
  static void loopWorks() {
    if (THRESHOLD_MILLIS > 0 && Holder.THREAD.resting) {
      LockSupport.unpark(Holder.THREAD);
    }
  }

  @Override
  public void run() {
    while (true) {
      rest();
      LockSupport.parkNanos(
          this, Duration.ofMillis(THRESHOLD_MILLIS).toNanos() / LoopWatchdog.SAMPLES);
      watchdog.sample(System.nanoTime());
    }
  }

  private void rest() {
    resting = true;
    while (!watchdog.seesWork()) {
      LockSupport.park(this);
    }
    resting = false;
  }
}
