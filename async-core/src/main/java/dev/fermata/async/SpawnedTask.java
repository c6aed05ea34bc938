package dev.fermata.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A body that runs on a loop from its beginning; it waits for its first turn as for a stage. */
class SpawnedTask<T extends @Nullable Object> extends Continuation<T> {

  private static final CompletableFuture<@Nullable Void> FIRST_TURN =
      CompletableFuture.completedFuture(null);

  private static final Body FIRST_STEP =
      call -> {
        var task = (SpawnedTask<?>) call;
        Supplier<?> start = task.takeStart();
        result(call.resumed()); // throws when cancelled before it began
        var stage = (CompletionStage<?>) start.get();
        task.does = stage instanceof SuspendedCall<?> called ? called.body() : null;
        return stage;
      };

  /** Null for a task that is called as the method that it runs. */
  private final @Nullable String name;

  /**
   * First what begins the body, a {@link Supplier}; from then on the {@link Body} of the async
   * method that it has called, or null when that is none, or not known yet.
   */
  private @Nullable Object does;

  SpawnedTask(EventLoop loop, @Nullable String name, Supplier<? extends CompletionStage<T>> start) {
    super(FIRST_STEP);
    belongTo(TaskContext.inheritedOn(loop));
    this.name = name;
    this.does = start;
  }

  private Supplier<?> takeStart() {
    Object start = does;
    if (start == null) {
      throw new IllegalStateException("begun twice: " + this);
    }
    does = null;
    return (Supplier<?>) start; // asking it first would cost a search through its interfaces
  }

  /** Enters the loop; called on its thread. */
  final void begin() {
    begin(FIRST_TURN);
  }

  /** Begins in a later turn of {@code loop}; by any thread. */
  final Task<T> beginOn(EventLoop loop) {
    if (loop.isCurrent()) {
      begin();
    } else {
      loop.handOver(() -> beginOrRefuse(loop));
    }
    return this;
  }

  private void beginOrRefuse(EventLoop loop) {
    if (loop.end().hasBegun()) {
      refuse();
    } else {
      begin();
    }
  }

  /** Ends the task, whose body never runs: the loop has no time for it. */
  final void refuse() {
    does = null;
    endCancelled();
  }

  /**
   * On the loop's thread even before the call has begun there, so that it does not race with it.
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    EventLoop elsewhere = isDone() ? null : loopElsewhere();
    return elsewhere == null
        ? super.cancel(mayInterruptIfRunning)
        : elsewhere.offer(() -> super.cancel(mayInterruptIfRunning));
  }

  @Override
  void clearSlots() {}

  @Override
  public String name() {
    if (name != null) {
      return name;
    }
    return does instanceof Body called ? BodyLinkage.methodOf(called) : "spawned task";
  }
}
