package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.engine.BlockingReader.Reading;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads something again and again, with a border after each time. Confined to the reader. */
final class ContinuousReading implements Reading {
  private final Iterable<?> items;
  private final Mark.Border border;

  private @Nullable Iterator<?> iterator;
  private SourceReading epoch;

  ContinuousReading(Iterable<?> items, Mark.Border border) {
    this.items = items;
    this.border = border;
    this.epoch = beginEpoch();
  }

  @Override
  public Object next() {
    Object item = epoch.next();
    if (item != Mark.END) {
      return item;
    }
    epoch = beginEpoch();
    return border;
  }

  private SourceReading beginEpoch() {
    return new SourceReading(this::otherIterator, () -> {});
  }

  private Iterator<?> otherIterator() {
    Iterator<?> other = items.iterator();
    if (other == iterator) {
      throw new IllegalStateException(
          ("a continuous source is iterated again and again, but %s returned the same iterator twice;"
                  + " let iterator() begin anew")
              .formatted(items.getClass().getName()));
    }
    iterator = other;
    return other;
  }
}
