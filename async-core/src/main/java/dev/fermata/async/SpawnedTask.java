package dev.fermata.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A body that runs on a loop from its beginning; it waits for its first turn as for a stage. */
class SpawnedTask<T extends @Nullable Object> extends Continuation<T> {

  private static final CompletableFuture<@Nullable Void> FIRST_TURN =
      CompletableFuture.completedFuture(null);

  private final EventLoop loop;

  SpawnedTask(EventLoop loop, Supplier<? extends CompletionStage<T>> body) {
    super(
        call -> {
          result(call.resumed()); // throws when cancelled before it began
          return body.get();
        });
    this.loop = loop;
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
  void clearSlots() {}
}
