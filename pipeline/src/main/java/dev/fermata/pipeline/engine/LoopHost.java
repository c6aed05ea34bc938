package dev.fermata.pipeline.engine;

import dev.fermata.async.EventLoop;
import dev.fermata.async.internal.ShortSpin;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the loop of a run has its turns when it does nothing but the engine's own work: on a thread
 * of its own, or on one of a pool that is there anyway ({@link Stint}). The loop sees to it that
 * turns never overlap and that each sees what the ones before it did.
 *
 * <p>As long as it is {@linkplain #pin pinned}, its own thread has all turns.
 */
final class LoopHost implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);

  private final String name;
  private final ShortSpin spin = new ShortSpin();

  private final AtomicInteger pins = new AtomicInteger();

  /** Of which there is one at a time. Written by whoever posts it, taken by the own thread. */
  private volatile @Nullable Runnable turn;

  private volatile boolean closed;

  /** Set before the thread looks for the last time and parks, read by others after they wrote. */
  private volatile boolean asleep;

  /** Written before the first turn. */
  private @Nullable Thread thread;

  LoopHost(String name) {
    this.name = name;
  }

  /** Begins to run a loop, which is returned. Called once. */
  EventLoop start() {
    var hosted = EventLoop.over(name, this);
    var own = new Thread(() -> serve(hosted), name);
    own.setDaemon(true);
    thread = own;
    var unused = hosted.whenClosed().whenComplete((nothing, failure) -> close());
    own.start();
    return hosted;
  }

  private void close() {
    closed = true;
    wake();
  }

  /** Whether the present turn would also begin now on the calling thread. */
  boolean mayHaveThisTurn() {
    return pins.get() == 0 || Thread.currentThread() == thread;
  }

  /** From now on turns begin on the loop's own thread only, until as many {@link #unpin}. */
  void pin() {
    pins.incrementAndGet();
  }

  void unpin() {
    pins.decrementAndGet();
  }

  @Override
  public void execute(Runnable posted) {
    Stint stint = pins.get() == 0 ? Stint.current() : null;
    if (stint == null || !stint.takes(posted, this)) {
      turn = posted;
      wake();
    }
  }

  private void wake() {
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  private void serve(EventLoop hosted) {
    while (!closed) {
      Runnable next = turn;
      if (next != null) {
        turn = null;
        next.run();
      } else if (!spin.until(this::isWanted)) {
        sleep();
      }
      if (Thread.interrupted()) {
        LOG.warn("{} was interrupted and ends", hosted);
        hosted.close(); // As that of any loop: its tasks are cancelled.
      }
    }
  }

  private void sleep() {
    asleep = true;
    if (!isWanted()) {
      LockSupport.park(this);
    }
    asleep = false;
  }

  private boolean isWanted() {
    return turn != null || closed;
  }
}
