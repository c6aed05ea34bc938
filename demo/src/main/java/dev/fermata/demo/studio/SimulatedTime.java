package dev.fermata.demo.studio;

import dev.fermata.async.LoopClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A time for tests of programs with several threads: one of them runs at a time, until it waits for
 * time or for another; then the next that can go on does, in the order in which they began to wait.
 * When none can, time jumps to the next moment at which one can. Every run is like any other, and
 * takes no time.
 *
 * <p>The thread that makes it takes part, and so do those of {@link #newThread}; no others may.
 */
public final class SimulatedTime implements StudioTime {

  /** A thread that does not run. */
  private static final class Waiter {
    private final Thread thread;
    private final BooleanSupplier ready;
    private final long wakeAt;
    private volatile boolean hasTurn;

    private Waiter(Thread thread, BooleanSupplier ready, long wakeAt) {
      this.thread = thread;
      this.ready = ready;
      this.wakeAt = wakeAt;
    }

    boolean canGoOn(long now) {
      return wakeAt <= now || ready.getAsBoolean() || thread.isInterrupted();
    }
  }

  private final class Participant extends Thread {
    private final Runnable body;
    private final Waiter arrival = new Waiter(this, () -> true, Long.MAX_VALUE);

    private Participant(Runnable body, String name) {
      super(name);
      this.body = body;
    }

    @Override
    public void run() {
      awaitTurn(arrival);
      try {
        body.run();
      } finally {
        handOver();
      }
    }
  }

  // Guarded by this.
  private final List<Waiter> waiters = new ArrayList<>();
  private Thread running = Thread.currentThread();
  private int handOvers;

  /** Written by the running thread alone, read by any. */
  private volatile long now;

  /** What is under way elsewhere; as long as there is anything, an idle loop lets no time pass. */
  private final Set<String> outside = ConcurrentHashMap.newKeySet();

  /** Whether all wait for each other. */
  private volatile boolean stuck;

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void pass(Duration duration) throws InterruptedException {
    waitFor(() -> false, now + duration.toNanos());
  }

  @Override
  public void beforeBlocking(BooleanSupplier ready) throws InterruptedException {
    if (!ready.getAsBoolean()) {
      waitFor(ready, Long.MAX_VALUE);
    }
  }

  @Override
  public synchronized Thread newThread(Runnable body, String name) {
    var thread = new Participant(body, name);
    thread.setDaemon(true);
    waiters.add(thread.arrival);
    return thread;
  }

  @Override
  public void outsideBegins(String what) {
    outside.add(what);
  }

  @Override
  public synchronized void outsideEnds(String what) {
    outside.remove(what);
    LockSupport.unpark(running); // a loop that stands still may go on
  }

  private void waitFor(BooleanSupplier ready, long wakeAt) throws InterruptedException {
    var waiter = new Waiter(Thread.currentThread(), ready, wakeAt);
    synchronized (this) {
      requireTurn();
      waiters.add(waiter);
      handOver();
    }
    awaitTurn(waiter);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void requireTurn() {
    if (running != Thread.currentThread()) {
      throw new IllegalStateException(
          "%s takes no part in this time: make threads with newThread"
              .formatted(Thread.currentThread()));
    }
  }

  private void awaitTurn(Waiter waiter) {
    while (!waiter.hasTurn) {
      if (stuck) {
        throw new IllegalStateException("all threads wait, and none for time: no one can go on");
      }
      LockSupport.park(this); // spins when interrupted, but then it is soon its turn
    }
  }

  /** The running thread will wait, or has ended. */
  private synchronized void handOver() {
    handOvers++;
    if (waiters.isEmpty()) {
      return;
    }
    if (waiters.stream().noneMatch(waiter -> waiter.canGoOn(now))) {
      now = waiters.stream().mapToLong(waiter -> waiter.wakeAt).min().orElseThrow();
    }
    if (now == Long.MAX_VALUE) {
      stuck = true;
      waiters.forEach(waiter -> LockSupport.unpark(waiter.thread));
      return;
    }
    Waiter next = waiters.stream().filter(each -> each.canGoOn(now)).findFirst().orElseThrow();
    waiters.remove(next);
    running = next.thread;
    next.hasTurn = true;
    LockSupport.unpark(next.thread);
  }

  /** Whether nobody here could do anything for the running thread: only others can. */
  private synchronized boolean isAlone() {
    return waiters.isEmpty();
  }

  private synchronized int handOvers() {
    return handOvers;
  }

  /** A loop may go on whenever another thread has done something. */
  @Override
  public LoopClock loopClock() {
    return new LoopClock() {
      @Override
      public long nanoTime() {
        return now;
      }

      @Override
      public void idle(long nanos, boolean othersAtWork) {
        if (!outside.isEmpty() || (nanos == Long.MAX_VALUE && isAlone())) {
          LockSupport.park(SimulatedTime.this); // who brings the answer unparks
          return;
        }
        int before = handOvers() + 1; // this one's own is coming
        long wakeAt = nanos == Long.MAX_VALUE ? nanos : now + nanos;
        try {
          waitFor(() -> handOvers() > before, wakeAt);
        } catch (InterruptedException interrupt) {
          Thread.currentThread().interrupt(); // the loop looks at the flag
        }
      }
    };
  }
}
