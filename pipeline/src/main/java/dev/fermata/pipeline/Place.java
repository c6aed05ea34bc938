package dev.fermata.pipeline;

import java.util.Optional;

/**
 * One thread's place in a pipeline: the item that a {@code hasNext} had to take and nobody has yet.
 * Does not know its pipeline, which could not be collected otherwise while the thread lives.
 */
final class Place<T> {
  private Optional<T> ahead = Optional.empty();

  boolean isEmpty() {
    return ahead.isEmpty();
  }

  void keep(Optional<T> item) {
    ahead = item;
  }

  Optional<T> take() {
    Optional<T> item = ahead;
    ahead = Optional.empty();
    return item;
  }
}
