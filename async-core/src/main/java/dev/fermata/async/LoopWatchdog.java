package dev.fermata.async;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports a callback that holds its loop too long, once, with its stack. It compares what the loops
 * say of their progress from one sample to the next; the loops do nothing for it but count.
 */
final class LoopWatchdog {

  private static final Logger LOG = LoggerFactory.getLogger(LoopWatchdog.class);

  private final long thresholdNanos;

  /** Added to and removed from by the loops' threads. */
  private final List<Watched> loops = new CopyOnWriteArrayList<>();

  /** What was seen of a loop last. Confined to the sampling thread, but for the loop. */
  private static final class Watched {
    private final EventLoop loop;
    private long progress = -1;
    private long since;
    private boolean reported;

    Watched(EventLoop loop) {
      this.loop = loop;
    }
  }

  /** Where the callback is; the stack is that of the loop's thread. */
  private static final class HeldHere extends Exception {
    private static final long serialVersionUID = 1;

    HeldHere(StackTraceElement[] stack) {
      super("the loop is held here", null, false, true);
      setStackTrace(stack);
    }
  }

  LoopWatchdog(Duration threshold) {
    this.thresholdNanos = threshold.toNanos();
  }

  void watch(EventLoop loop) {
    loops.add(new Watched(loop));
  }

  void forget(EventLoop loop) {
    loops.removeIf(watched -> watched.loop == loop);
  }

  /** Whether any loop is not asleep. */
  boolean seesWork() {
    return loops.stream().anyMatch(watched -> !watched.loop.thread().isSleeping());
  }

  /**
   * Looks at every loop; to be called several times within the threshold.
   *
   * @param now as by System.nanoTime
   */
  void sample(long now) {
    for (Watched watched : loops) {
      long progress = watched.loop.queue().progress();
      if (progress != watched.progress || watched.loop.thread().isSleeping()) {
        watched.progress = progress;
        watched.since = now;
        watched.reported = false;
      } else if (!watched.reported && now - watched.since >= thresholdNanos) {
        watched.reported = report(watched, now - watched.since);
      }
    }
  }

  /** False when the callback has ended in this moment: the stack is not its own. */
  private static boolean report(Watched watched, long heldNanos) {
    StackTraceElement[] stack = watched.loop.thread().stack();
    if (watched.loop.queue().progress() != watched.progress || watched.loop.thread().isSleeping()) {
      return false;
    }
    FlightRecords.slowCallback(watched.loop, heldNanos, stack);
    LOG.warn(
        "a callback has held {} for {} ms and more: nothing else runs on it meanwhile. Wrap what"
            + " blocks in Async.blocking, and let long computations yieldNow",
        watched.loop,
        TimeUnit.NANOSECONDS.toMillis(heldNanos),
        new HeldHere(stack));
    return true;
  }
}
