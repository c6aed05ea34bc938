package dev.fermata.async;

import dev.fermata.async.internal.ShortSpin;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread that a loop runs on, its sleep, and what wakes it. A loop of its own has one thread
 * from beginning to end; a hosted one has the host's, during its turns.
 */
final class LoopThread {

  private static final ThreadLocal<@Nullable EventLoop> CURRENT = new ThreadLocal<>();

  private final EventLoop loop;

  /** Null between the turns of a hosted loop. Each thread looks for itself only. */
  private volatile @Nullable Thread thread;

  /** The loop in whose turn a turn of this one runs, which is hosted by it; the thread's own. */
  private @Nullable EventLoop outer;

  /**
   * Set before the loop looks into its inbox for the last time and sleeps, read by others after
   * they have put something there: one of them sees the other.
   */
  private volatile boolean sleeping;

  /** Whether the loop has ended. Confined to its thread. */
  private boolean retired;

  /** Threads that work for the loop, and will hand over a result. */
  private final AtomicInteger othersAtWork = new AtomicInteger();

  /** Confined to the loop's thread. */
  private final ShortSpin spin = new ShortSpin();

  /** Of a loop on {@code thread}, or if it is null, on a host that sleeps until its first turn. */
  LoopThread(EventLoop loop, @Nullable Thread thread) {
    this.loop = loop;
    this.thread = thread;
    this.sleeping = thread == null;
  }

  static @Nullable EventLoop currentLoop() {
    return CURRENT.get();
  }

  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** As {@link #isCurrent}, and the loop has not ended. */
  boolean isCurrentAndAtWork() {
    return isCurrent() && !retired;
  }

  /** The loop has ended: its thread may still be the current one, but nothing runs on it. */
  void retire() {
    retired = true;
  }

  /** The calling thread, which is this one, runs the loop until {@link #leave}. */
  void enter() {
    CURRENT.set(loop);
  }

  void leave() {
    CURRENT.remove();
  }

  // ---- Turns on a host ----

  /** The calling thread is the loop's until {@link #endTurn}. */
  void beginTurn() {
    thread = Thread.currentThread();
    outer = CURRENT.get();
    CURRENT.set(loop);
    sleeping = false;
    WatchdogThread.loopWorks();
  }

  void endTurn() {
    sleeping = true;
    CURRENT.set(outer); // Not removed: a thread that has had one turn has more, as a rule.
    outer = null;
    thread = null;
  }

  // ---- Sleep of a thread of its own ----

  /** Sleeps until there is work, unless there is some already or in a moment. */
  void idle(ReadyQueue queue, LoopClock clock) {
    if (queue.hasReady() || (isWorthSpinning(queue, clock) && spin.until(queue::hasMail))) {
      return;
    }
    sleeping = true;
    // Before the inbox: whoever is not at work any more has put the result of that work there.
    boolean othersWork = othersAtWork.get() > 0;
    if (!queue.hasMail()) {
      long nanos = queue.nanosUntilTimer();
      if (nanos > 0) {
        clock.idle(nanos, othersWork);
      }
    }
    sleeping = false;
    WatchdogThread.loopWorks();
  }

  /**
   * Whether others may well hand something over before the loop has to go on by itself. No timer
   * waits for the spin to end; and what only the end of this idling brings about, as on a clock
   * that then jumps, does not come while the loop looks.
   */
  static boolean isWorthSpinning(ReadyQueue queue, LoopClock clock) {
    return clock == LoopClock.system() && queue.nanosUntilTimer() > ShortSpin.LONGEST_NANOS;
  }

  /** There may be something to do; by any thread, after it has made that visible. */
  void wake() {
    if (sleeping) {
      LockSupport.unpark(thread);
    }
  }

  void beginForeignWork() {
    othersAtWork.incrementAndGet();
  }

  void endForeignWork() {
    othersAtWork.decrementAndGet();
    wake(); // a virtual clock may go on now
  }

  // ---- For the watchdog, which sees a loop that does not progress while it is not asleep ----

  boolean isSleeping() {
    return sleeping;
  }

  StackTraceElement[] stack() {
    Thread runner = thread;
    return runner == null ? new StackTraceElement[0] : runner.getStackTrace();
  }
}
