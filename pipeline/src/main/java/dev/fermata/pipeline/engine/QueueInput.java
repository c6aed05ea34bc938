package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.pipeline.operation.MergeInput;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One branch as a merge operation sees it: items up to the next mark. Confined to the loop. */
final class QueueInput implements MergeInput<Object> {
  private final Inlet inlet;
  private boolean holding;
  private boolean waiting;
  private @Nullable Mark mark;

  QueueInput(Inlet inlet) {
    this.inlet = inlet;
  }

  @Override
  public CompletionStage<Optional<Object>> next() {
    if (waiting) {
      throw new IllegalStateException(
          "next() of a merge input was called again before its future was done: await it first");
    }
    if (mark != null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    settle();
    waiting = true;
    Object item;
    try {
      item = await(inlet.take());
    } finally {
      waiting = false;
    }
    if (item instanceof Mark reached) {
      mark = reached;
      holding = !Mark.isEnd(reached);
      return CompletableFuture.completedFuture(Optional.empty());
    }
    holding = true;
    return CompletableFuture.completedFuture(Optional.of(item));
  }

  private void settle() {
    if (holding) {
      holding = false;
      inlet.settle();
    }
  }

  /** The mark that was reached, null when there are items left. */
  @Nullable Mark mark() {
    return mark;
  }

  /** What is behind the border may come. */
  void passBorder() {
    settle();
    mark = null;
  }
}
