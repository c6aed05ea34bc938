package dev.fermata.async;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Resumes calls on the thread that completes what they await, one inside the other up to a bounded
 * depth, and from there on one after the other: no chain of completions overflows the stack.
 */
final class Trampoline {

  /** Deep enough for what people write, far from what a stack holds. */
  private static final int MAX_DEPTH = 32;

  private static final ThreadLocal<Trampoline> OF_THREAD = ThreadLocal.withInitial(Trampoline::new);

  // Confined to its thread.
  private final Deque<SuspendedCall<?>> deferred = new ArrayDeque<>();
  private int depth;

  private Trampoline() {}

  static void run(SuspendedCall<?> call) {
    OF_THREAD.get().bounce(call);
  }

  private void bounce(SuspendedCall<?> call) {
    if (depth == MAX_DEPTH) {
      deferred.add(call);
      return;
    }
    depth++;
    try {
      call.run();
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
    SuspendedCall<?> call = deferred.poll();
    while (call != null) {
      call.run();
      call = deferred.poll();
    }
  }
}
