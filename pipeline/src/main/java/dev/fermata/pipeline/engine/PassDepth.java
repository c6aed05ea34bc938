package dev.fermata.pipeline.engine;

/**
 * How many stages an item may pass in one go: each stands on the stack of the one before it, and
 * where there are many, the item waits in a queue now and then instead. Shared by a run; confined
 * to its loop.
 */
final class PassDepth {
  static final int DEEPEST = 64;

  private int depth;

  /** Whether there is room for one more, which then has to {@link #leave}. */
  boolean enter() {
    boolean fits = depth < DEEPEST;
    if (fits) {
      depth++;
    }
    return fits;
  }

  void leave() {
    depth--;
  }
}
