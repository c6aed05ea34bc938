package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.Async;
import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import dev.fermata.pipeline.stats.LaneMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Collects items into lists. To its meter, a list from its first item to its last is one operation.
 */
final class AggregateRun extends StageRun {
  private final int count;
  private final boolean dropLast;
  private final Optional<Duration> within;

  /** The next item when it was asked for already, and had not come when the list was due. */
  private @Nullable CompletableFuture<Object> ahead;

  AggregateRun(StagePlace place, Aggregate definition) {
    super(place);
    this.count = definition.count();
    this.dropLast = definition.dropLast();
    this.within = definition.within();
  }

  @Override
  CompletionStage<Void> work(TaskGroup lanes) {
    LaneMeter lane = lane(0);
    while (true) {
      List<Object> list = new ArrayList<>();
      lane.waits();
      Object next = await(fill(list, lane));
      if (!list.isEmpty()) {
        lane.ends(null);
        if (!(next instanceof Mark) || list.size() == count || !dropLast) {
          await(handOn(Collections.unmodifiableList(list)));
        } else {
          lane.drops();
        }
        lane.passed();
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
  private CompletionStage<Object> fill(List<Object> list, LaneMeter lane) {
    CompletableFuture<?> due = new CompletableFuture<Void>();
    try {
      while (list.size() < count) {
        if (within.isPresent() && !await(arrivesBefore(due))) {
          break;
        }
        Object item = await(taken());
        if (item instanceof Mark) {
          return CompletableFuture.completedFuture(item);
        }
        if (list.isEmpty()) {
          lane.begins(list);
          due = within.<CompletableFuture<?>>map(Async::sleep).orElse(due);
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
