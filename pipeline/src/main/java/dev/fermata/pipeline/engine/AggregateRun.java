package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Collects items into lists. To its meter, a list from its first item to its last is one operation.
 */
final class AggregateRun extends StageRun {
  private final int count;
  private final boolean dropLast;

  AggregateRun(StagePlace place, Aggregate definition) {
    super(place);
    this.count = definition.count();
    this.dropLast = definition.dropLast();
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
        if (list.size() == count || !dropLast) {
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

  /** Ends with the mark that ended the list, or the list itself when it is full. */
  private CompletionStage<Object> fill(List<Object> list, LaneMeter lane) {
    while (list.size() < count) {
      Object item = await(next());
      if (item instanceof Mark) {
        return CompletableFuture.completedFuture(item);
      }
      if (list.isEmpty()) {
        lane.begins(list);
      }
      list.add(item);
    }
    return CompletableFuture.completedFuture(list);
  }
}
