package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.engine.BlockingReader.Reading;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads an iterator once. Confined to the reading thread. */
final class SourceReading implements Reading {
  private final Supplier<? extends Iterator<?>> begin;
  private final Runnable close;

  private @Nullable Iterator<?> iterator;
  private long itemsRead;

  SourceReading(Supplier<? extends Iterator<?>> begin, Runnable close) {
    this.begin = begin;
    this.close = close;
  }

  @Override
  public Object next() {
    if (iterator == null) {
      iterator = Objects.requireNonNull(begin.get(), "the source has null for an iterator");
    }
    if (!iterator.hasNext()) {
      return Mark.END;
    }
    Object item = iterator.next();
    if (item == null) {
      throw nullItem(itemsRead);
    }
    itemsRead++;
    return item;
  }

  @Override
  public void close() {
    close.run();
  }

  static NullPointerException nullItem(long number) {
    return new NullPointerException(
        "item number %d of the source is null; leave such items out".formatted(number));
  }
}
