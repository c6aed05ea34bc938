package dev.fermata.pipeline.stats;

import org.jspecify.annotations.Nullable;

/**
 * Follows one lane of a stage round its circle. Confined to the thread that runs the lane, one at a
 * time.
 *
 * <pre>
 *   waits ---- begins ---- ends ---- passed = waits ---- ...
 *     starved       working     blocked
 * </pre>
 */
public abstract sealed class LaneMeter permits CountingLane, TimedLane {
  final StageMeter stage;

  LaneMeter(StageMeter stage) {
    this.stage = stage;
  }

  /** From now on the lane waits for an item. */
  public abstract void waits();

  /** The item is there and its operation begins. */
  public abstract void begins(Object item);

  /** A part of the result is there, and waits for room; after {@link #passed} the work goes on. */
  public abstract void yields();

  /** The operation ended, with a result unless {@code failure} says otherwise. */
  public abstract void ends(@Nullable Throwable failure);

  /** The operation's result was empty. */
  public final void drops() {
    stage.dropped.increment();
  }

  /** What there was to hand on found room downstream. */
  public abstract void passed();

  /** The lane begins an operation of which nobody knows yet whether there is an item for it. */
  public abstract void resumes();

  /** What began with {@link #resumes} was an operation on this thread, and it has ended. */
  public abstract void did(Object item, @Nullable Throwable failure);

  /** An operation began and ended in no time, with a result. */
  public abstract void hasAtOnce(Object item);

  /** What began with {@link #resumes} was an operation elsewhere, and it has ended. */
  public abstract void came(Object item, @Nullable Throwable failure);

  final void countsEnd(@Nullable Throwable failure) {
    stage.ended.increment();
    if (failure != null) {
      stage.failed.increment();
    }
  }
}
