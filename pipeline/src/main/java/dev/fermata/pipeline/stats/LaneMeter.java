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

  /** What listeners are told of, until it has left the lane. */
  private @Nullable Object operation;

  private boolean ended;

  LaneMeter(StageMeter stage, int number) {
    this.stage = stage;
    this.number = number;
    this.observed = stage.listener != Listeners.NONE;
  }

  /** From now on the lane waits for an item. */
  public void waits() {
    mark = now();
    leaves();
  }

  /** The item is there and its operation begins. */
  public void begins(Object item) {
    stage.starvedNanos.add(lap());
    stage.started.increment();
    worked = 0;
    observe(item);
    Object begun = operation;
    if (begun != null) {
      stage.listener.runs(begun, mark);
    }
  }

  /** A part of the result is there, and waits for room; after {@link #passed} the work goes on. */
  public void yields() {
    works(lap());
    Object yielding = operation;
    if (yielding != null) {
      stage.listener.yields(yielding, mark);
    }
  }

  /** The operation ended, with a result unless {@code failure} says otherwise. */
  public void ends(@Nullable Throwable failure) {
    works(lap());
    counts(failure);
  }

  private void counts(@Nullable Throwable failure) {
    if (stage.times != null) {
      stage.times.add(worked);
    }
    stage.ended.increment();
    if (failure != null) {
      stage.failed.increment();
    }
    Object ending = operation;
    if (ending != null) {
      ended = true;
      stage.listener.ended(ending, mark, failure);
    }
  }

  /** The operation's result was empty. */
  public void drops() {
    stage.dropped.increment();
  }

  /** What there was to hand on found room downstream. */
  public void passed() {
    stage.blockedNanos.add(lap());
    Object passing = operation;
    if (passing != null && !ended) {
      stage.listener.resumed(passing, mark);
    }
    leaves();
  }

  /** The lane begins an operation of which nobody knows yet whether there is an item for it. */
  public void resumes() {
    stage.blockedNanos.add(lap());
    leaves();
  }

  /** What began with {@link #resumes} was an operation on this thread, and it has ended. */
  public void did(Object item, @Nullable Throwable failure) {
    long began = begunBefore(item);
    Object done = operation;
    if (done != null) {
      stage.listener.worked(done, began, mark);
    }
    counts(failure);
  }

  /** What began with {@link #resumes} was an operation elsewhere, and it has ended. */
  public void came(Object item, @Nullable Throwable failure) {
    long unused = begunBefore(item);
    counts(failure);
  }

  private long begunBefore(Object item) {
    long began = mark;
    worked = 0;
    stage.started.increment();
    observe(item);
    works(lap());
    return began;
  }

  private void observe(Object item) {
    if (observed) {
      ended = false;
      operation = stage.listener.started(stage.name(), number, item, mark);
    }
  }

  /** What the listeners were told of has gone on its way. */
  private void leaves() {
    Object leaving = operation;
    if (leaving != null && ended) {
      operation = null;
      stage.listener.left(leaving, mark);
    }
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
