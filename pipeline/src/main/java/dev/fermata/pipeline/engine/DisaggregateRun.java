package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.pipeline.definition.FailureLimits;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the elements of each item. An item that yields an exception is dropped from there on.
 */
final class DisaggregateRun extends PassingRun {

  private final ItemFailures failures;

  DisaggregateRun(StagePlace place) {
    super(place);
    this.failures = new ItemFailures(this, place, FailureLimits.NONE, Optional.empty());
  }

  @Override
  CompletionStage<?> process(Object item) {
    lane.begins(item);
    var elements = new Elements(item);
    while (elements.advance()) {
      Object element = elements.current();
      if (element != null) {
        lane.yields();
        await(handOn(element));
        lane.passed();
      }
    }
    Throwable failure = elements.failure();
    lane.ends(failure);
    failures.judge(item, null, failure);
    lane.passed();
    return DONE;
  }

  /** An iteration whose failure ends it instead of being thrown. */
  private static final class Elements {
    private final Object item;
    private @Nullable Iterator<?> iterator;
    private @Nullable Object current;
    private @Nullable Throwable failure;

    Elements(Object item) {
      this.item = item;
    }

    boolean advance() {
      try {
        if (iterator == null) {
          iterator = Results.iterator(item);
        }
        if (!iterator.hasNext()) {
          return false;
        }
        current = iterator.next();
        return true;
      } catch (Throwable thrown) {
        failure = thrown;
        return false;
      }
    }

    @Nullable Object current() {
      return current;
    }

    @Nullable Throwable failure() {
      return failure;
    }
  }
}
