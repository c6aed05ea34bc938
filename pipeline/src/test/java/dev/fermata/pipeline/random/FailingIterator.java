package dev.fermata.pipeline.random;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Brings the items, and then ends or fails. */
final class FailingIterator implements Iterator<String> {
  private final Iterator<String> items;
  private final Optional<IllegalStateException> failure;
  private final boolean whenAsked;

  /**
   * @param whenAsked it fails when it is asked whether there is more, else when that is taken
   */
  FailingIterator(List<String> items, Optional<IllegalStateException> failure, boolean whenAsked) {
    this.items = items.iterator();
    this.failure = failure;
    this.whenAsked = whenAsked;
  }

  @Override
  public boolean hasNext() {
    if (!items.hasNext() && failure.isPresent()) {
      if (whenAsked) {
        throw failure.get();
      }
      return true;
    }
    return items.hasNext();
  }

  @Override
  public String next() {
    if (items.hasNext()) {
      return items.next();
    }
    throw failure.<RuntimeException>map(known -> known).orElseGet(NoSuchElementException::new);
  }
}
