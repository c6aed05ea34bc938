package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.operation.Aggregator;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Collects items as the user's aggregator does. A failure of it ends the pipeline. */
final class CollectRun extends PassingRun {
  private final Aggregator<Object, Object> aggregator;

  CollectRun(StagePlace place, Aggregator<Object, Object> aggregator) {
    super(place);
    this.aggregator = aggregator;
  }

  @Override
  CompletionStage<?> process(Object item) {
    lane.begins(item);
    return handOn(observed(() -> aggregator.accumulate(item)));
  }

  @Override
  CompletionStage<?> flush(Mark mark) {
    lane.begins(mark);
    return handOn(observed(aggregator::flush));
  }

  private CompletionStage<?> handOn(Optional<Object> result) {
    if (result.isPresent()) {
      return passedWith(handOn(result.get()));
    }
    lane.passed();
    return DONE;
  }

  private Optional<Object> observed(Supplier<Optional<Object>> call) {
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
