package dev.fermata.pipeline;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.pipeline.definition.SourceDefinition;
import dev.fermata.pipeline.definition.SourceDefinition.AsyncSource;
import dev.fermata.pipeline.definition.SourceDefinition.ContinuousSource;
import dev.fermata.pipeline.definition.SourceDefinition.IterableSource;
import dev.fermata.pipeline.definition.SourceDefinition.OneShotSource;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;

/** The first items of an iterator, which is asked for no more. */
final class LimitedSource implements Iterator<Object> {
  private final Iterator<?> source;
  private int left;

  private LimitedSource(Iterator<?> source, int items) {
    this.source = source;
    this.left = items;
  }

  /**
   * A source that ends after that many items, and of a continuous one with the first epoch. What is
   * pushed cannot be ended in this way, and is returned as it is.
   */
  static SourceDefinition of(SourceDefinition source, int items) {
    if (source instanceof IterableSource iterable) {
      return limited(iterable.items(), items, iterable.origin());
    }
    if (source instanceof ContinuousSource continuous) {
      return limited(continuous.items(), items, continuous.origin());
    }
    if (source instanceof OneShotSource once) {
      return new OneShotSource(
          once.kind(),
          () -> new LimitedSource(once.iterator().get(), items),
          once.close(),
          once.taken(),
          once.origin());
    }
    if (source instanceof AsyncSource async) {
      var read = new AtomicInteger();
      return new AsyncSource(
          () -> read.getAndIncrement() < items ? async.read().get() : completedFuture(async.end()),
          async.end(),
          async.origin());
    }
    return source;
  }

  private static IterableSource limited(Iterable<?> source, int items, StackTraceElement origin) {
    return new IterableSource(() -> new LimitedSource(source.iterator(), items), origin);
  }

  @Override
  public boolean hasNext() {
    return left > 0 && source.hasNext();
  }

  @Override
  public Object next() {
    if (left == 0) {
      throw new NoSuchElementException();
    }
    left--;
    return source.next();
  }
}
