package dev.fermata.pipeline;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** One thread's place in a pipeline: remembers the item that {@code hasNext} had to take. */
final class ItemIterator<T> implements Iterator<T> {
  private final Pipeline<T> pipeline;
  private Optional<T> ahead = Optional.empty();

  ItemIterator(Pipeline<T> pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public boolean hasNext() {
    if (ahead.isEmpty() || pipeline.isClosed()) {
      ahead = pipeline.next();
    }
    return ahead.isPresent();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the pipeline is at its end");
    }
    return takeAhead().orElseThrow();
  }

  /** The item that {@code hasNext} took and nobody has yet, if there is one. */
  Optional<T> takeAhead() {
    Optional<T> item = pipeline.isClosed() ? Optional.empty() : ahead;
    ahead = Optional.empty();
    return item;
  }
}
