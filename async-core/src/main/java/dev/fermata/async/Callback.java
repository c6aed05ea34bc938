package dev.fermata.async;

import java.nio.channels.CompletionHandler;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of an operation that tells its outcome by a call, given out by {@link
 * Async#fromCallback}. It is a {@link CompletionHandler} as {@code java.nio} wants it, a {@code
 * (result, failure)} function, and, with {@link #complete} and {@link #fail}, whatever else a
 * library wants.
 *
 * <p>The first call counts, and later ones are ignored, as are those that come after the task was
 * cancelled: then {@link #complete} says so, for values that have to be closed. All methods may be
 * called by any thread, also before the registrar has returned.
 *
 * @param <T> type of the result, which may be null
 */
public final class Callback<T extends @Nullable Object>
    implements CompletionHandler<T, @Nullable Object>, BiConsumer<T, @Nullable Throwable> {

  private final CallbackTask<T> task;

  Callback(CallbackTask<T> task) {
    this.task = task;
  }

  /**
   * Ends the task with {@code value}.
   *
   * @return whether somebody gets it; false when the task has ended before, or was cancelled
   */
  public boolean complete(T value) {
    return task.complete(value);
  }

  /**
   * Fails the task with {@code failure}.
   *
   * @return false when the task has ended before, or was cancelled
   */
  public boolean fail(Throwable failure) {
    return task.completeExceptionally(failure);
  }

  /**
   * Has {@code action} run when the task is cancelled before it has ended; at once, if it has been
   * cancelled already. What it throws is logged.
   */
  public void onCancel(Runnable action) {
    task.onCancel(action);
  }

  @Override
  public void completed(T result, @Nullable Object attachment) {
    complete(result);
  }

  @Override
  public void failed(Throwable failure, @Nullable Object attachment) {
    fail(failure);
  }

  /** Fails the task with {@code failure}, or if there is none, ends it with {@code result}. */
  @Override
  public void accept(T result, @Nullable Throwable failure) {
    if (failure != null) {
      fail(failure);
    } else {
      complete(result);
    }
  }
}
