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

  /** What {@code hasNext} has promised is handed out, even if the pipeline was closed since. */
  @Override
  public T next() {
    if (ahead.isEmpty() && !hasNext()) {
      throw new NoSuchElementException("the pipeline is at its end");
    }
    T item = ahead.orElseThrow();
    ahead = Optional.empty();
    return item;
  }

  /** The item that {@code hasNext} took and nobody has yet, if there is one. */
  Optional<T> takeAhead() {
    Optional<T> item = pipeline.isClosed() ? Optional.empty() : ahead;
    ahead = Optional.empty();
    return item;
  }
}
