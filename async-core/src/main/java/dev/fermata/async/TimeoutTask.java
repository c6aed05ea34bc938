package dev.fermata.async;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Ends as its stage does, which is cancelled when the time is up. */
final class TimeoutTask<T extends @Nullable Object> extends RelayTask<T>
    implements CancelRelay, Runnable {

  private final CompletableFuture<T> stage;
  private final Duration limit;

  /** Written by the loop's thread before it cancels the stage. */
  private volatile boolean expired;

  /** Written by whoever cancels this task, before it cancels the stage. */
  private volatile boolean cancelRequested;

  private TimeoutTask(CompletableFuture<T> stage, Duration limit) {
    this.stage = stage;
    this.limit = limit;
  }

  static <T extends @Nullable Object> TimeoutTask<T> start(
      EventLoop loop, CompletionStage<T> stage, Duration limit) {
    var task = new TimeoutTask<T>(ForeignStage.adapt(stage), limit);
    task.begin(loop);
    return task;
  }

  private void begin(EventLoop loop) {
    if (stage.isDone()) {
      relay(stage);
    } else if (limit.isNegative() || limit.isZero()) {
      stage.whenComplete((value, failure) -> Trampoline.run(this));
      expire();
    } else {
      Task<@Nullable Void> timer = loop.schedule(limit, this::expire);
      stage.whenComplete(
          (value, failure) -> {
            timer.cancel(false);
            Trampoline.run(this);
          });
    }
  }

  private void expire() {
    if (!stage.isDone()) {
      expired = true;
      if (!stage.cancel(true) && !stage.isDone()) {
        completeExceptionally(outcome(new CancellationException())); // it goes on unheard
      }
    }
  }

  /** The stage has ended. */
  @Override
  public void run() {
    if (!relay(stage)) {
      giveBack(stage); // this task has not waited for it
    }
  }

  @Override
  Throwable outcome(Throwable failure) {
    return expired && !cancelRequested && failure instanceof CancellationException
        ? new TimeoutException("not done within " + limit)
        : failure;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return isDone() ? isCancelled() : new CancelRequest(mayInterruptIfRunning).send(this);
  }

  @Override
  public List<? extends CompletableFuture<?>> cancelTargets() {
    cancelRequested = true;
    return List.of(stage);
  }

  @Override
  public boolean cancelHandedOn(
      boolean taken, List<? extends CompletableFuture<?>> targets, boolean mayInterruptIfRunning) {
    return taken || super.cancel(mayInterruptIfRunning);
  }

  @Override
  List<? extends CompletableFuture<?>> members() {
    return List.of(stage);
  }

  @Override
  public String name() {
    return "timeout";
  }
}
