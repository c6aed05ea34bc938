package dev.fermata.async;

import dev.fermata.async.internal.Inbox;
import dev.fermata.async.internal.Timers;
import dev.fermata.async.internal.Timers.Timer;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a loop has to run: what is ready, first in, first out, and the two sources that it is fed
 * from, timers and other threads.
 *
 * <p>A turn looks at both sources, and then runs a batch of what is ready. So whatever comes from
 * them takes its place in the queue after a bounded amount of work, and no task that makes itself
 * or others ready for ever keeps it from being heard.
 */
final class ReadyQueue {

  /**
   * Actions that run before timers, other threads and, of a hosted loop, the host are heard again.
   * To look at them costs about as much as a few actions, which this makes small change.
   */
  static final int BATCH = 256;

  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  private final EventLoop loop;
  private final LoopClock clock;

  // Confined to the loop's thread.
  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
  private final Timers<TimerTask> timers = new Timers<>();

  /** Added to by other threads, emptied by the loop's. */
  private final Inbox<Runnable> inbox = new Inbox<>();

  /** Actions begun so far. Written by the loop's thread alone, for its {@link LoopWatchdog}. */
  private final AtomicLong progress = new AtomicLong();

  ReadyQueue(EventLoop loop, LoopClock clock) {
    this.loop = loop;
    this.clock = clock;
  }

  /** By the loop's thread. */
  void add(Runnable action) {
    ready.add(action);
  }

  /** By any thread, which then has to wake the loop; false when nothing is accepted any more. */
  boolean handOver(Runnable action) {
    return inbox.add(action);
  }

  /** By the loop's thread: {@code task} runs once that time has passed. */
  Timer<TimerTask> addTimer(long nanos, TimerTask task) {
    return timers.add(clock.nanoTime() + nanos, task);
  }

  Timers<TimerTask> timers() {
    return timers;
  }

  /** Whether something is ready; timers and other threads are not looked at. */
  boolean hasReady() {
    return !ready.isEmpty();
  }

  /** Whether other threads have handed something over that no turn has seen; by any thread. */
  boolean hasMail() {
    return !inbox.isEmpty();
  }

  /** Nanoseconds until a timer is due, {@code Long.MAX_VALUE} when there is none. */
  long nanosUntilTimer() {
    return timers.isEmpty() ? Long.MAX_VALUE : timers.nanosUntilFirst(clock.nanoTime());
  }

  /** Runs what is ready now, one batch of it at most. */
  void turn() {
    inbox.drainTo(ready::add);
    if (!timers.isEmpty()) {
      long now = clock.nanoTime();
      for (Runnable due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
        ready.add(due);
      }
    }
    run(Math.min(ready.size(), BATCH));
  }

  /** Accepts nothing from other threads any more. */
  void close() {
    inbox.close(ready::add);
  }

  /** As {@link #close}, when nothing will run any more; by any thread. */
  void abandon() {
    inbox.close(unrun -> LOG.warn("{} will never run {}", loop, unrun));
  }

  /** Runs all that is ready now, but nothing that becomes ready by it. */
  void lastTurn() {
    run(ready.size());
  }

  private void run(int actions) {
    for (int i = actions; i > 0; i--) {
      runOne(ready.remove());
    }
  }

  private void runOne(Runnable action) {
    progress.lazySet(progress.getPlain() + 1);
    try {
      action.run();
    } catch (Throwable failure) {
      LOG.error("an action on {} failed: {}", loop, action, failure);
    }
    loop.endStep();
  }

  long progress() {
    return progress.get();
  }
}
