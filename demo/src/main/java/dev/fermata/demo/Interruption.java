package dev.fermata.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a piece of work end in order when the JVM is told to exit, by Ctrl-C (exit code 130) or by a
 * TERM signal (143). The JVM then waits until this is closed, though not for ever.
 *
 * <pre>{@code
 * try (var interruption = Interruption.awaited()) {
 *   interruption.stops(job::cancel);
 *   job.run();
 *   print(interruption.requested() ? "interrupted" : job.result());
 * }
 * }</pre>
 */
final class Interruption implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Thread hook = new Thread(this::stopAndWait, "interruption");
  private final CountDownLatch workEnded = new CountDownLatch(1);

  // guarded by this
  private boolean requested;
  private Runnable stop = () -> {};

  private Interruption() {}

  static Interruption awaited() {
    var interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** What ends the work soon; called from another thread, or at once when it is already time. */
  void stops(Runnable stop) {
    synchronized (this) {
      this.stop = stop;
      if (!requested) {
        return;
      }
    }
    stop.run();
  }

  synchronized boolean requested() {
    return requested;
  }

  /** The work has ended, by itself or because it was stopped. */
  @Override
  public void close() {
    workEnded.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException exiting) {
      // the hook is what runs right now
    }
  }

  private void stopAndWait() {
    try {
      request().run();
    } finally {
      awaitWork();
    }
  }

  private void awaitWork() {
    try {
      var unused = workEnded.await(GRACE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Runnable request() {
    requested = true;
    return stop;
  }
}
