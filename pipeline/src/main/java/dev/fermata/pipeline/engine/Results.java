package dev.fermata.pipeline.engine;

import java.util.Collections;
import java.util.Iterator;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** What an operation returned for many results. */
final class Results {
  private Results() {}

  static Iterator<?> iterator(@Nullable Object results) {
    if (results == null) {
      return Collections.emptyIterator();
    }
    if (results instanceof Iterable<?> iterable) {
      return iterable.iterator();
    }
    if (results instanceof Iterator<?> iterator) {
      return iterator;
    }
    if (results instanceof BaseStream<?, ?> stream) {
      return stream.iterator();
    }
    throw new ClassCastException(
        "a %s is no Iterable, Iterator or Stream: only what has elements can be taken apart"
            .formatted(results.getClass().getName()));
  }
}
