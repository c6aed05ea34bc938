package dev.fermata.async;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends when its callback is called. */
final class CallbackTask<T extends @Nullable Object> extends Task<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Async.class);

  /** Guarded by this; what is to be done when the task is cancelled, null once that has begun. */
  private @Nullable List<Runnable> onCancel = new ArrayList<>();

  static <T extends @Nullable Object> CallbackTask<T> start(
      Consumer<? super Callback<T>> registrar) {
    var task = new CallbackTask<T>();
    try {
      registrar.accept(new Callback<>(task));
    } catch (Throwable failure) {
      if (!task.completeExceptionally(failure)) {
        LOG.warn("a registrar threw after its callback had been called", failure);
      }
    }
    return task;
  }

  void onCancel(Runnable action) {
    synchronized (this) {
      if (onCancel != null) {
        onCancel.add(action);
        return;
      }
    }
    if (isCancelled()) {
      run(action);
    }
  }

  /** Called once the result is there, and before anybody is told. */
  @Override
  void ended() {
    List<Runnable> actions;
    synchronized (this) {
      actions = onCancel;
      onCancel = null;
    }
    if (actions != null && isCancelled()) {
      actions.forEach(CallbackTask::run);
    }
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (Throwable failure) {
      LOG.warn("what a cancelled operation was to be ended with has failed", failure);
    }
  }

  @Override
  public String name() {
    return "callback";
  }
}
