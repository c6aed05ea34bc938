package dev.fermata.async;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A blocking function on a thread of an executor. */
final class BlockingTask<T extends @Nullable Object> extends Task<T> implements Runnable {

  private final @Nullable EventLoop loop;

  // Guarded by this: the thread and the request to end meet under the lock, so that an interrupt
  // never hits a thread that has gone on to other work.
  private @Nullable Callable<T> work;
  private @Nullable Thread runner;
  private boolean cancelled;
  private boolean interrupted;

  private BlockingTask(@Nullable EventLoop loop, Callable<T> work) {
    this.loop = loop;
    this.work = work;
  }

  static <T extends @Nullable Object> BlockingTask<T> start(Executor executor, Callable<T> work) {
    EventLoop loop = LoopThread.currentLoop();
    var task = new BlockingTask<>(loop, work);
    Runnable inContext = TaskContext.wrap(null, task);
    if (loop != null) {
      loop.thread().beginForeignWork();
    }
    try {
      executor.execute(inContext);
    } catch (Throwable rejected) { // or no thread could be had
      task.end(null, rejected);
    }
    return task;
  }

  @Override
  public void run() {
    Callable<T> begun = begin();
    if (begun == null) {
      return;
    }
    T value = null;
    Throwable failure = null;
    try {
      value = begun.call();
    } catch (Throwable thrown) {
      failure = thrown;
    }
    // A function that did not heed the interrupt, or was never interrupted, has ended all the same:
    // its value is not wanted any more. A failure of its own is told, whatever was asked of it.
    boolean wasCancelled = releaseThread();
    if (wasCancelled && (failure == null || isInterrupt(failure))) {
      var cancellation = new CancellationException();
      cancellation.initCause(failure);
      failure = cancellation;
    }
    end(value, failure);
  }

  /** Whether {@code failure} is how blocking functions of the JDK answer to an interrupt. */
  private static boolean isInterrupt(Throwable failure) {
    return failure instanceof InterruptedException
        || failure instanceof ClosedByInterruptException
        || (failure instanceof InterruptedIOException
            && !(failure instanceof SocketTimeoutException));
  }

  private synchronized @Nullable Callable<T> begin() {
    Callable<T> begun = work;
    work = null;
    if (begun != null) {
      runner = Thread.currentThread();
    }
    return begun;
  }

  private synchronized boolean releaseThread() {
    runner = null;
    if (interrupted) {
      Thread.interrupted(); // the interrupt was for this work, and must not outlive it
    }
    return cancelled;
  }

  private void end(@Nullable T value, @Nullable Throwable failure) {
    if (failure != null) {
      completeExceptionally(failure);
    } else {
      complete(value);
    }
    if (loop != null) {
      loop.thread().endForeignWork();
    }
  }

  /**
   * Not begun, it ends at once; running, its thread is interrupted, and it ends cancelled when the
   * function has ended. Refused when the function has ended already: its value is on its way.
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean neverBegins;
    boolean running;
    synchronized (this) {
      neverBegins = work != null;
      work = null;
      Thread interruptible = runner;
      running = interruptible != null;
      cancelled |= running;
      if (interruptible != null && mayInterruptIfRunning) {
        interrupted = true;
        interruptible.interrupt();
      }
    }
    if (neverBegins) {
      end(null, new CancellationException());
    }
    return neverBegins || running || isCancelled();
  }

  @Override
  public String name() {
    return "blocking";
  }
}
