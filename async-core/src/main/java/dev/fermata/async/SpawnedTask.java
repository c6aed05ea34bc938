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

  @Override
  void clearSlots() {}
}
