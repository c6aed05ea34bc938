package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.engine.BlockingReader.Reading;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Calls an operation and reads its results, without the nulls. Confined to the reading thread. */
final class ResultsReading implements Reading {
  private final Function<Object, Object> operation;
  private final Object item;

  private @Nullable Object results;
  private @Nullable Iterator<?> iterator;

  ResultsReading(Function<Object, Object> operation, Object item) {
    this.operation = operation;
    this.item = item;
  }

  @Override
  public Object next() {
    if (iterator == null) {
      results = operation.apply(item);
      iterator = Results.iterator(results);
    }
    while (iterator.hasNext()) {
      Object next = iterator.next();
      if (next != null) {
        return next;
      }
    }
    return Mark.END;
  }

  @Override
  public void close() {
    if (results instanceof BaseStream<?, ?> stream) {
      stream.close();
    }
  }
}
