package dev.fermata.async;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports calls that became garbage while they were suspended: nobody is left who could complete
 * what they await. In debug mode only, as it takes some memory and a lock for each suspended call.
 *
 * <p>A call on a loop never becomes garbage, as the loop knows it; such calls are reported when
 * their loop ends.
 */
final class AbandonedCalls {

  /** Made when there is something to say: programs that need no logging may have none. */
  private static final class Log {
    static final Logger LOG = LoggerFactory.getLogger(AbandonedCalls.class);
  }

  /** Debug mode is {@code true}. Read once. */
  static final String PROPERTY = "fermata.debug";

  private static final @Nullable AbandonedCalls ALL =
      Boolean.getBoolean(PROPERTY) ? started() : null;

  private final ReferenceQueue<SuspendedCall<?>> garbage = new ReferenceQueue<>();
  private final Map<SuspendedCall<?>, Watch> watches =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Keeps watches alive until they report or are called off. */
  private final Set<Watch> pending = ConcurrentHashMap.newKeySet();

  /** Looks out for one call. */
  private static final class Watch extends PhantomReference<SuspendedCall<?>> {
    private final String name;

    /** Written by who suspends the call. */
    private volatile @Nullable StackTraceElement position;

    Watch(SuspendedCall<?> call, ReferenceQueue<SuspendedCall<?>> queue) {
      super(call, queue);
      this.name = call.name();
    }
  }

  private static AbandonedCalls started() {
    var calls = new AbandonedCalls();
    var reporter = new Thread(null, calls::reportForEver, "fermata-abandoned-calls", 0, false);
    reporter.setDaemon(true);
    reporter.setContextClassLoader(null);
    reporter.start();
    return calls;
  }

  static boolean isDebugMode() {
    return ALL != null;
  }

  /** {@code call} is about to be suspended; costs nothing unless in debug mode. */
  static void suspended(SuspendedCall<?> call, int suspensionPoint) {
    if (ALL != null) {
      ALL.watch(call, call.position(suspensionPoint));
    }
  }

  /** {@code call} has ended. */
  static void ended(SuspendedCall<?> call) {
    if (ALL != null) {
      ALL.callOff(call);
    }
  }

  void watch(SuspendedCall<?> call, @Nullable StackTraceElement position) {
    Watch watch = watches.computeIfAbsent(call, suspended -> new Watch(suspended, garbage));
    watch.position = position;
    pending.add(watch);
  }

  void callOff(SuspendedCall<?> call) {
    Watch watch = watches.remove(call);
    if (watch != null) {
      watch.clear();
      pending.remove(watch);
    }
  }

  private void reportForEver() {
    while (true) {
      try {
        reportNext();
      } catch (InterruptedException nobodyShould) {
        Log.LOG.warn("the thread that reports abandoned calls was interrupted, and ends");
        return;
      }
    }
  }

  /** Waits for a call to become garbage, and reports it. */
  void reportNext() throws InterruptedException {
    if (garbage.remove() instanceof Watch watch && pending.remove(watch)) {
      Log.LOG.warn(
          "{} will never end: it is suspended at {}, and nobody is left who could complete what it"
              + " awaits",
          watch.name,
          watch.position);
    }
  }
}
