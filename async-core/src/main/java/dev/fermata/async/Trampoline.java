package dev.fermata.async;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Runs what follows a completion on the thread that completes, one thing inside the other up to a
 * bounded depth, and from there on one after the other: no chain of completions overflows the
 * stack. Calls without a loop are resumed this way, and combinators hear of their stages.
 */
final class Trampoline {

  /** Deep enough for what people write, far from what a stack holds. */
  private static final int MAX_DEPTH = 32;

  private static final ThreadLocal<Trampoline> OF_THREAD = ThreadLocal.withInitial(Trampoline::new);

  // Confined to its thread.
  private final Deque<Runnable> deferred = new ArrayDeque<>();
  private int depth;

  private Trampoline() {}

  static void run(Runnable reaction) {
    OF_THREAD.get().bounce(reaction);
  }

  private void bounce(Runnable reaction) {
    if (depth == MAX_DEPTH) {
      deferred.add(reaction);
      return;
    }
    depth++;
    try {
      reaction.run();
    } finally {
      try {
        if (depth == 1) {
          drain();
        }
      } finally {
        depth--;
      }
    }
  }

  private void drain() {
    Runnable reaction = deferred.poll();
    while (reaction != null) {
      reaction.run();
      reaction = deferred.poll();
    }
  }
}
