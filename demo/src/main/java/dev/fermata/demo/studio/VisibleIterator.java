package dev.fermata.demo.studio;

import dev.fermata.demo.trace.TraceRecorder.Stretch;
import java.util.Iterator;

/** An iterator which shows that who waits for its next item blocks; for real time only. */
record VisibleIterator<T>(Studio studio, Iterator<T> items) implements Iterator<T> {

  @Override
  public boolean hasNext() {
    Stretch stretch = studio.beginBlocking("hasNext()");
    try {
      return items.hasNext();
    } finally {
      stretch.close();
    }
  }

  @Override
  public T next() {
    return items.next();
  }
}
