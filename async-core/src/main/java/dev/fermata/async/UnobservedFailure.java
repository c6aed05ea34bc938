package dev.fermata.async;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A failure that nobody has looked at so far. When its task becomes garbage, nobody ever will: then
 * it is reported.
 *
 * <p>It stands in the place of the task's waiters until somebody looks. It keeps the failure alive,
 * but not the task.
 */
final class UnobservedFailure extends PhantomReference<Task<?>> {

  private static final ReferenceQueue<Task<?>> QUEUE = new ReferenceQueue<>();

  /** Guards the list of all. */
  private static final Object LOCK = new Object();

  private static @Nullable UnobservedFailure newest;

  private final String task;
  private final Throwable failure;

  // Neighbours in the list, which keeps this alive until then; guarded by LOCK.
  private @Nullable UnobservedFailure newer;
  private @Nullable UnobservedFailure older;
  private boolean listed;

  /** Takes reports out of the queue. A daemon, made with the first failure. */
  private static final class Reporter extends Thread {
    static {
      new Reporter().start();
    }

    private Reporter() {
      super(null, null, "fermata-unobserved-failures", 0, false);
      setDaemon(true);
      setContextClassLoader(null); // nothing of whoever happened to fail first
    }

    /** Starts the thread, once. */
    static void begin() {}

    @Override
    public void run() {
      while (true) {
        try {
          if (QUEUE.remove() instanceof UnobservedFailure garbage) {
            garbage.report();
          }
        } catch (InterruptedException ignored) {
          Log.LOG.debug("interrupted, which nobody should do"); // and goes on
        }
      }
    }
  }

  UnobservedFailure(Task<?> task, Throwable failure) {
    super(task, QUEUE);
    this.task = task.name();
    this.failure = failure;
  }

  /** From now on, the end of the task is looked out for. */
  void watch() {
    Reporter.begin();
    synchronized (LOCK) {
      older = newest;
      if (older != null) {
        older.newer = this;
      }
      newest = this;
      listed = true;
    }
  }

  /** Somebody has looked; false when somebody had before. */
  boolean forget() {
    clear();
    synchronized (LOCK) {
      if (!listed) {
        return false;
      }
      listed = false;
      if (newer != null) {
        newer.older = older;
      } else {
        newest = older;
      }
      if (older != null) {
        older.newer = newer;
      }
      newer = null;
      older = null;
      return true;
    }
  }

  private void report() {
    if (forget()) {
      try {
        Log.LOG.error(
            "{} has failed, and nobody has looked at its result: await the task, or handle its"
                + " failure",
            task,
            failure);
      } catch (NoClassDefFoundError noSlf4j) { // in a drop-in's program, which need not have it
        System.err.println(task + " has failed, and nobody has looked at its result");
        failure.printStackTrace();
      }
    }
  }

  /** Made when there is something to say: programs that need no logging may have none. */
  private static final class Log {
    static final Logger LOG = LoggerFactory.getLogger(UnobservedFailure.class);
  }
}
