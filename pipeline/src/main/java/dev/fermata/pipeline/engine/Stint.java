package dev.fermata.pipeline.engine;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a pool in the service of one stage, from when it comes to when it goes back. It works
 * on a call, and what the loop has to do about the result it does itself, if the loop is at rest;
 * when another call begins by that, it is the next one. So neither the loop's thread nor one of the
 * pool has to be woken.
 *
 * <p>The pool has its thread back before long: after a bounded number of calls and turns, and after
 * a bounded time, of which only the last call may take more. Confined to its thread.
 */
final class Stint {
  private static final int CALLS = 64;
  private static final int TURNS_IN_A_ROW = 8;
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final ThreadLocal<@Nullable Stint> CURRENT = new ThreadLocal<>();

  private final StageThreads stage;
  private final LoopHost host;
  private final long began;
  private int calls;

  /** Whether this thread is about to be free for a turn of the loop, or has one already. */
  private boolean takesTurns;

  private @Nullable Runnable turn;
  private boolean takesCall;

  private Stint(StageThreads stage, LoopHost host) {
    this.stage = stage;
    this.host = host;
    this.began = stage.nanoTime();
  }

  /** The calling thread has come for one call of {@code stage}; returns when it is to go back. */
  static void serve(StageThreads stage, LoopHost host) {
    if (CURRENT.get() != null) {
      stage.workOnNext(
          null); // An operation that waits for forked work may do other work in between.
      return;
    }
    var stint = new Stint(stage, host);
    CURRENT.set(stint);
    try {
      do {
        stint.calls++;
        stage.workOnNext(stint);
      } while (stint.takeTurns());
    } finally {
      CURRENT.remove();
    }
  }

  /** That of the calling thread. */
  static @Nullable Stint current() {
    return CURRENT.get();
  }

  /**
   * The operation has ended, and its result is about to be told. A thread that is interrupted does
   * nothing else: whoever did that wants it back.
   */
  void ends() {
    takesTurns = !Thread.currentThread().isInterrupted();
  }

  /** Whether this thread runs {@code posted} before long. */
  boolean takes(Runnable posted, LoopHost from) {
    if (!takesTurns || from != host) {
      return false;
    }
    turn = posted;
    return true;
  }

  /** In a turn: whether this thread will work on a call of {@code from} after it. */
  boolean takesCallOf(StageThreads from) {
    if (from != stage || takesCall || calls >= CALLS || isLong()) {
      return false;
    }
    takesCall = true;
    return true;
  }

  /** Runs turns as long as there is something to do. Whether there is a call to go on with. */
  private boolean takeTurns() {
    takesCall = false;
    for (int turns = 1; turn != null; turns++) {
      Runnable next = turn;
      turn = null;
      takesTurns = turns == 1 || (turns < TURNS_IN_A_ROW && !isLong());
      next.run();
    }
    takesTurns = false;
    return takesCall;
  }

  private boolean isLong() {
    return stage.nanoTime() - began >= NANOS;
  }
}
