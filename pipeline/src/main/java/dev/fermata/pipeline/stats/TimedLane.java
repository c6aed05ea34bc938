package dev.fermata.pipeline.stats;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Measures how long a lane is in each state, and tells the listeners of its operations. */
final class TimedLane extends LaneMeter {
  private final int number;
  private final Histogram times;
  private final boolean observed;

  private long mark;
  private long worked;

  /** What listeners are told of, until it has left the lane. */
  private @Nullable Object operation;

  private boolean ended;

  TimedLane(StageMeter stage, int number) {
    super(stage);
    this.number = number;
    this.times = requireNonNull(stage.times);
    this.observed = stage.listener != Listeners.NONE;
  }

  @Override
  public void waits() {
    mark = now();
    leaves();
  }

  @Override
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

  @Override
  public void yields() {
    works(lap());
    Object yielding = operation;
    if (yielding != null) {
      stage.listener.yields(yielding, mark);
    }
  }

  @Override
  public void ends(@Nullable Throwable failure) {
    works(lap());
    counts(failure);
  }

  private void counts(@Nullable Throwable failure) {
    times.add(worked);
    countsEnd(failure);
    Object ending = operation;
    if (ending != null) {
      ended = true;
      stage.listener.ended(ending, mark, failure);
    }
  }

  @Override
  public void passed() {
    stage.blockedNanos.add(lap());
    Object passing = operation;
    if (passing != null && !ended) {
      stage.listener.resumed(passing, mark);
    }
    leaves();
  }

  @Override
  public void resumes() {
    stage.blockedNanos.add(lap());
    leaves();
  }

  @Override
  public void did(Object item, @Nullable Throwable failure) {
    long began = begunBefore(item);
    Object done = operation;
    if (done != null) {
      stage.listener.worked(done, began, mark);
    }
    counts(failure);
  }

  @Override
  public void hasAtOnce(Object item) {
    stage.blockedNanos.add(lap());
    leaves();
    worked = 0;
    stage.started.increment();
    observe(item);
    Object had = operation;
    if (had != null) {
      stage.listener.worked(had, mark, mark);
    }
    counts(null);
  }

  @Override
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
