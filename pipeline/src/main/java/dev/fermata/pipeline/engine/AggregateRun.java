package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import java.util.concurrent.CompletionStage;

/** Collects items into lists of a count. */
final class AggregateRun extends PassingRun {
  private final GrowingList list;

  AggregateRun(StagePlace place, Aggregate definition) {
    super(place);
    this.list = new GrowingList(lane, definition);
  }

  @Override
  CompletionStage<?> process(Object item) {
    list.add(item);
    return list.isFull() ? passedWith(handOn(list.take())) : DONE;
  }

  @Override
  CompletionStage<?> flush(Mark mark) {
    list.dropIfTooShort();
    return list.isEmpty() ? DONE : passedWith(handOn(list.take()));
  }
}
