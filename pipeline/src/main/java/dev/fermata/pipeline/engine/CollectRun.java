package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.operation.Aggregator;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Collects items as the user's aggregator does. A failure of it ends the pipeline. */
final class CollectRun extends StageRun {
  private final Aggregator<Object, Object> aggregator;

  CollectRun(StagePlace place, Aggregator<Object, Object> aggregator) {
    super(place);
    this.aggregator = aggregator;
  }

  @Override
  CompletionStage<Void> work(TaskGroup lanes) {
    LaneMeter lane = lane(0);
    while (true) {
      lane.waits();
      Object item = await(next());
      lane.begins(item);
      Optional<Object> result =
          item instanceof Mark
              ? observed(lane, aggregator::flush)
              : observed(lane, () -> aggregator.accumulate(item));
      if (result.isPresent()) {
        await(handOn(result.get()));
      }
      if (isEnd(item)) {
        return DONE;
      }
      if (item instanceof Mark) {
        await(handOn(item));
      }
      lane.passed();
    }
  }

  private static Optional<Object> observed(LaneMeter lane, Supplier<Optional<Object>> call) {
    try {
      Optional<Object> result = call.get();
      if (result == null) {
        throw new NullPointerException(
            "the aggregator returned null in place of an Optional; return Optional.empty()");
      }
      lane.ends(null);
      return result;
    } catch (Throwable failure) {
      lane.ends(failure);
      throw failure;
    }
  }
}
