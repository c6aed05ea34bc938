package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.TaskGroup;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A stage of one lane that does with an item what there is to do in the stack of whoever puts it,
 * and waits for nothing but room downstream.
 */
abstract class PassingRun extends OneLaneRun implements Passing {

  /** What was begun with an item that came by {@link #pass}, and was not done there. */
  private @Nullable CompletionStage<?> begun;

  PassingRun(StagePlace place) {
    super(place);
  }

  /** Done when the next item may come. What it throws ends the pipeline. */
  abstract CompletionStage<?> process(Object item);

  /** Done when {@code mark} may go on, as all that is to come before it has. */
  CompletionStage<?> flush(Mark mark) {
    return DONE;
  }

  @Override
  final CompletionStage<Void> work(TaskGroup lanes) {
    lane.waits();
    while (true) {
      Object item = passWhatIsThere();
      if (item == null) {
        item = await(unlessCancelled());
      }
      if (item instanceof Mark mark) {
        await(flush(mark));
        if (isEnd(mark)) {
          return DONE;
        }
        await(handOn(mark));
        lane.waits();
      } else {
        await(goOnWith(item));
      }
    }
  }

  /** The mark behind that, or the item that has to wait; null when there is neither yet. */
  private @Nullable Object passWhatIsThere() {
    Object item = nextAtOnce();
    while (item != null && !(item instanceof Mark) && pass(item)) {
      item = nextAtOnce();
    }
    return item;
  }

  /** What was begun for a lane that is cancelled before it could take it ends first. */
  private CompletionStage<Object> unlessCancelled() {
    try {
      return CompletableFuture.completedFuture(await(next()));
    } catch (CancellationException cancelled) {
      if (begun != null) {
        await(UntilEnded.ofCancelled(begun.toCompletableFuture()));
      }
      throw cancelled;
    }
  }

  private CompletionStage<?> goOnWith(Object item) {
    CompletionStage<?> earlier = begun;
    begun = null;
    return earlier != null ? earlier : process(item);
  }

  @Override
  final CompletionStage<Object> takeNext() {
    return take(this);
  }

  @Override
  public final boolean pass(Object item) {
    if (isEnding()) {
      return false;
    }
    CompletionStage<?> processed = beginWith(item);
    if (processed instanceof CompletableFuture<?> known
        && known.isDone()
        && !known.isCompletedExceptionally()) {
      return true;
    }
    begun = processed;
    return false;
  }

  /** What goes wrong is this stage's, and none of the one before it. */
  private CompletionStage<?> beginWith(Object item) {
    try {
      return process(item);
    } catch (Throwable failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }
}
