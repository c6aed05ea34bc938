package dev.fermata.pipeline;

import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/** The items of one iteration, for a stream. */
final class ItemSpliterator<T> extends Spliterators.AbstractSpliterator<T> {
  private final Pipeline<T> pipeline;
  private boolean finished;

  ItemSpliterator(Pipeline<T> pipeline) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.pipeline = pipeline;
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    if (finished) {
      return false;
    }
    Optional<T> item = pipeline.nextHere();
    finished = item.isEmpty();
    item.ifPresent(action);
    return !finished;
  }
}
