package dev.fermata.async;

import dev.fermata.async.internal.AsyncStackTrace;
import java.time.Duration;
import java.util.Arrays;
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

  /** Of samples within the threshold. */
  static final int SAMPLES = 4;

  private final long thresholdNanos;

  /**
   * What counts between two samples, however long it took. Who waits longer for the second one has
   * not seen a slow callback, but a JVM that stood still or a machine that is busy elsewhere.
   */
  private final long nanosPerSample;

  /** Confined to the sampling thread. */
  private long lastSample;

  /** Added to and removed from by the loops' threads. */
  private final List<Watched> loops = new CopyOnWriteArrayList<>();

  /** What was seen of a loop last. Confined to the sampling thread, but for the loop. */
  private static final class Watched {
    private final EventLoop loop;
    private long progress = -1;
    private long since;
    private long heldNanos;
    private boolean reported;

    Watched(EventLoop loop) {
      this.loop = loop;
    }

    void beginAnew(long now) {
      since = now;
      heldNanos = 0;
      reported = false;
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
    this.nanosPerSample = thresholdNanos / SAMPLES;
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
   * Looks at every loop; to be called {@value #SAMPLES} times within the threshold.
   *
   * @param now as by System.nanoTime
   */
  void sample(long now) {
    long passed = Math.min(now - lastSample, nanosPerSample);
    lastSample = now;
    for (Watched watched : loops) {
      long progress = watched.loop.queue().progress();
      if (progress != watched.progress || watched.loop.thread().isSleeping()) {
        watched.progress = progress;
        watched.beginAnew(now);
      } else if (!watched.reported) {
        watched.heldNanos += passed;
        if (watched.heldNanos >= thresholdNanos) {
          report(watched, now);
        }
      }
    }
  }

  private static void report(Watched watched, long now) {
    StackTraceElement[] stack = watched.loop.thread().stack();
    if (watched.loop.queue().progress() != watched.progress || watched.loop.thread().isSleeping()) {
      return; // the callback has ended in this moment: the stack is not its own
    }
    if (Arrays.stream(stack).anyMatch(LoopWatchdog::loadsClasses)) {
      watched.beginAnew(now); // no callback's fault; if it is not over by then, it is reported
      return;
    }
    long heldNanos = now - watched.since;
    StackTraceElement[] callback = AsyncStackTrace.ofCallback(stack);
    FlightRecords.slowCallback(watched.loop, heldNanos, callback);
    LOG.warn(
        "a callback has held {} for {} ms and more: nothing else runs on it meanwhile. Wrap what"
            + " blocks in Async.blocking, and let long computations yieldNow",
        watched.loop,
        TimeUnit.NANOSECONDS.toMillis(heldNanos),
        new HeldHere(callback));
    watched.reported = true;
  }

  /** Whether {@code frame} is of the JVM that finds, defines or links classes, as at a start. */
  private static boolean loadsClasses(StackTraceElement frame) {
    return switch (frame.getClassName()) {
      case "java.lang.ClassLoader" ->
          frame.getMethodName().equals("loadClass")
              || frame.getMethodName().startsWith("defineClass");
      case "sun.instrument.TransformerManager" -> true; // agents at work on a class
      case "java.lang.invoke.MethodHandleNatives" -> frame.getMethodName().startsWith("link");
      default -> false;
    };
  }
}
