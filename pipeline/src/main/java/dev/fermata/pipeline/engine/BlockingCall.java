package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.stats.RecordedOperation;
import dev.fermata.pipeline.stats.ThreadWork;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A blocking operation on its way through an executor. To cancel it is a request: a call that has
 * begun is interrupted and done when its thread has left it, so that no operation ever runs beside
 * the stage's count.
 */
final class BlockingCall extends CompletableFuture<Object> implements Runnable {
  private final Function<Object, Object> operation;
  private final Object item;
  private final @Nullable RecordedOperation recorded = ThreadWork.current();

  // Guarded by this.
  private @Nullable Thread runner;
  private boolean cancelled;

  BlockingCall(Function<Object, Object> operation, Object item) {
    this.operation = operation;
    this.item = item;
  }

  @Override
  public void run() {
    run(null);
  }

  /**
   * @param stint told when the operation has ended, before its result is
   */
  void run(@Nullable Stint stint) {
    if (!enter()) {
      return;
    }
    Object result = null;
    Throwable failure = null;
    RecordedOperation outer = ThreadWork.enter(recorded);
    try {
      result = operation.apply(item);
    } catch (Throwable t) {
      failure = t;
    } finally {
      ThreadWork.exit(outer);
    }
    boolean interrupted = leave();
    if (stint != null) {
      stint.ends();
    }
    if (failure == null) {
      complete(result);
    } else if (interrupted && failure instanceof Exception) {
      var cancellation = new CancellationException("interrupted");
      cancellation.initCause(failure);
      completeExceptionally(cancellation);
    } else {
      completeExceptionally(failure);
    }
  }

  private synchronized boolean enter() {
    if (cancelled) {
      return false;
    }
    runner = Thread.currentThread();
    return true;
  }

  /** The thread goes back to its executor without an interrupt that was meant for this call. */
  @SuppressWarnings("ResultOfMethodCallIgnored")
  private synchronized boolean leave() {
    runner = null;
    if (cancelled) {
      Thread.interrupted();
    }
    return cancelled;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    synchronized (this) {
      if (isDone()) {
        return isCancelled();
      }
      boolean first = !cancelled;
      cancelled = true;
      if (runner != null) {
        if (first) {
          runner.interrupt();
        }
        return true;
      }
    }
    return super.cancel(mayInterruptIfRunning);
  }
}
