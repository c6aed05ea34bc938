package dev.fermata.async;

import dev.fermata.async.internal.Timers.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends when its time has come and its action has run. */
final class TimerTask extends Task<@Nullable Void> implements Runnable {

  private final EventLoop loop;
  private final long nanos;
  private final Runnable action;

  /** Confined to the loop's thread; null before it begins. */
  private @Nullable Timer<TimerTask> timer;

  TimerTask(EventLoop loop, Duration delay, Runnable action) {
    this.loop = loop;
    this.nanos = toNanos(delay);
    this.action = action;
  }

  /** Durations beyond 292 years are as good as 292 years; negative ones are over. */
  private static long toNanos(Duration delay) {
    if (delay.isNegative()) {
      return 0;
    }
    try {
      return Math.min(delay.toNanos(), Long.MAX_VALUE / 2);
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE / 2;
    }
  }

  /** Sets the timer, at once or in a later turn; by any thread. */
  TimerTask beginOnLoop() {
    if (loop.isCurrent()) {
      begin();
    } else {
      loop.handOver(this::begin);
    }
    return this;
  }

  /** Sets the timer; called on the loop's thread. */
  void begin() {
    if (!loop.isCurrent()) {
      cancel(false); // it was handed over when the loop was about to end
    } else if (!isDone()) {
      timer = loop.queue().addTimer(nanos, this);
    }
  }

  /** The time has come. */
  @Override
  public void run() {
    if (isDone()) {
      return; // cancelled in the same turn, after it became due
    }
    try {
      action.run();
      complete(null);
    } catch (Throwable failure) {
      completeExceptionally(failure);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (loop.isCurrent()) {
      removeTimer();
    } else {
      loop.offer(this::removeTimer);
    }
    return cancelled;
  }

  private void removeTimer() {
    if (timer != null) {
      loop.queue().timers().remove(timer);
      timer = null;
    }
  }

  @Override
  public String name() {
    return "sleep";
  }
}
