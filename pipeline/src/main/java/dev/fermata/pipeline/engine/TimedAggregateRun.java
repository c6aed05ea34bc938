package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.Async;
import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Collects items into lists of a count, or of what has come within a time of the first. */
final class TimedAggregateRun extends OneLaneRun {
  private final GrowingList list;
  private final Duration within;

  /** The next item, when it was asked for and had not come when the list was due. */
  private @Nullable CompletableFuture<Object> ahead;

  TimedAggregateRun(StagePlace place, Aggregate definition, Duration within) {
    super(place);
    this.list = new GrowingList(lane, definition);
    this.within = within;
  }

  @Override
  CompletionStage<Void> work(TaskGroup lanes) {
    while (true) {
      lane.waits();
      Object next = await(fill());
      if (next instanceof Mark) {
        list.dropIfTooShort();
      }
      if (!list.isEmpty()) {
        await(passedWith(handOn(list.take())));
      }
      if (next instanceof Mark mark) {
        if (isEnd(mark)) {
          return DONE;
        }
        await(handOn(mark));
      }
    }
  }

  /** Ends with the mark that ended the list, or the list itself when it is full or due. */
  private CompletionStage<Object> fill() {
    CompletableFuture<?> due = new CompletableFuture<Void>();
    try {
      while (!list.isFull() && await(arrivesBefore(due))) {
        Object item = await(taken());
        if (item instanceof Mark) {
          return CompletableFuture.completedFuture(item);
        }
        if (list.isEmpty()) {
          due = Async.sleep(within);
        }
        list.add(item);
      }
    } finally {
      due.cancel(true);
    }
    return CompletableFuture.completedFuture(list);
  }

  /** Whether there is an item before the list is due. */
  private CompletionStage<Boolean> arrivesBefore(CompletableFuture<?> due) {
    CompletableFuture<Object> next = ahead != null ? ahead : next().toCompletableFuture();
    ahead = next;
    await(CompletableFuture.anyOf(next, due));
    return CompletableFuture.completedFuture(next.isDone());
  }

  private CompletionStage<Object> taken() {
    CompletableFuture<Object> next = ahead;
    ahead = null;
    return next != null ? next : next();
  }
}
