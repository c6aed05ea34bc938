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
public final class LaneMeter {
  private final StageMeter stage;
  private final int number;
  private final boolean observed;

  private long mark;
  private long worked;
  private @Nullable Object operation;

  LaneMeter(StageMeter stage, int number) {
    this.stage = stage;
    this.number = number;
    this.observed = stage.listener != OperationListener.NONE;
  }

  /** From now on the lane waits for an item. */
  public void waits() {
    mark = now();
  }

  /** The item is there and its operation begins. */
  public void begins(Object item) {
    stage.starvedNanos.add(lap());
    stage.started.increment();
    worked = 0;
    if (observed) {
      operation = stage.listener.started(stage.name(), number, item, mark);
    }
  }

  /** A part of the result is there, and waits for room; after {@link #passed} the work goes on. */
  public void yields() {
    works(lap());
  }

  /** The operation ended, with a result unless {@code failure} says otherwise. */
  public void ends(@Nullable Throwable failure) {
    works(lap());
    if (stage.times != null) {
      stage.times.add(worked);
    }
    stage.ended.increment();
    if (failure != null) {
      stage.failed.increment();
    }
    Object ended = operation;
    if (ended != null) {
      operation = null;
      stage.listener.ended(ended, mark, failure);
    }
  }

  /** The operation's result was empty. */
  public void drops() {
    stage.dropped.increment();
  }

  /** What there was to hand on found room downstream. */
  public void passed() {
    stage.blockedNanos.add(lap());
  }

  /** The lane begins an operation of which nobody knows yet whether there is an item for it. */
  public void resumes() {
    stage.blockedNanos.add(lap());
  }

  /** What began with {@link #resumes} was an operation, and it has ended. */
  public void did(Object item, @Nullable Throwable failure) {
    worked = 0;
    stage.started.increment();
    if (observed) {
      operation = stage.listener.started(stage.name(), number, item, mark);
    }
    ends(failure);
  }

  private void works(long nanos) {
    worked += nanos;
    stage.workingNanos.add(nanos);
  }

  private long lap() {
    long before = mark;
    mark = now();
    return mark - before;
  }

  private long now() {
    return stage.nanoTime.getAsLong();
  }
}
