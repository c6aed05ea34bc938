package dev.fermata.pipeline;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** One iteration by one thread, up to the end of the epoch. Iterations share the thread's place. */
final class ItemIterator<T> implements Iterator<T> {
  private final Pipeline<T> pipeline;
  private final Place<T> place;
  private boolean finished;

  ItemIterator(Pipeline<T> pipeline, Place<T> place) {
    this.pipeline = pipeline;
    this.place = place;
  }

  @Override
  public boolean hasNext() {
    if (finished) {
      return false;
    }
    if (place.isEmpty() || pipeline.isClosed()) {
      place.keep(pipeline.next());
    }
    finished = place.isEmpty();
    return !finished;
  }

  /** What {@code hasNext} has promised is handed out, even if the pipeline was closed since. */
  @Override
  public T next() {
    if (place.isEmpty() && !hasNext()) {
      throw new NoSuchElementException("the pipeline is at its end, or at that of an epoch");
    }
    return place.take().orElseThrow();
  }
}
