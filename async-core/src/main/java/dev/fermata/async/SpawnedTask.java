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
        Supplier<? extends CompletionStage<?>> start = task.takeStart();
        result(call.resumed()); // throws when cancelled before it began
        CompletionStage<?> stage = start.get();
        task.runs = stage instanceof SuspendedCall<?> called ? called.body() : null;
        return stage;
      };

  private final EventLoop loop;

  /** Null for a task that is called as the method that it runs. */
  private final @Nullable String name;

  /** The async method that the body has called; null when it is none, or not known yet. */
  private @Nullable Body runs;

  /** Null once the body has begun. */
  private @Nullable Supplier<? extends CompletionStage<T>> start;

  SpawnedTask(EventLoop loop, @Nullable String name, Supplier<? extends CompletionStage<T>> start) {
    super(FIRST_STEP);
    belongTo(TaskContext.inheritedOn(loop));
    this.loop = loop;
    this.name = name;
    this.start = start;
  }

  private Supplier<? extends CompletionStage<T>> takeStart() {
    Supplier<? extends CompletionStage<T>> taken = start;
    start = null;
    if (taken == null) {
      throw new IllegalStateException("begun twice: " + this);
    }
    return taken;
  }

  /** Enters the loop; called on its thread. */
  final void begin() {
    beginOn(loop, FIRST_TURN);
  }

  /** Ends the task, whose body never runs: the loop has no time for it. */
  final void refuse() {
    endCancelled();
  }

  /**
   * On the loop's thread even before the call has begun there, so that it does not race with it.
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return (isDone() || loop.isCurrent())
        ? super.cancel(mayInterruptIfRunning)
        : loop.offer(() -> super.cancel(mayInterruptIfRunning));
  }

  @Override
  void clearSlots() {
    start = null;
  }

  @Override
  public String name() {
    Body called = runs;
    return name != null ? name : called != null ? BodyLinkage.methodOf(called) : "spawned task";
  }
}
