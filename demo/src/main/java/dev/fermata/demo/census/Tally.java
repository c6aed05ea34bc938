package dev.fermata.demo.census;

import java.util.HashMap;
import java.util.Map;

/** Counts per key. Confined to one thread at a time. */
final class Tally<K> {
  private final Map<K, Long> counts = new HashMap<>();

  void add(K key) {
    add(key, 1);
  }

  void add(K key, long count) {
    counts.merge(key, count, Long::sum);
  }

  void addAll(Map<K, Integer> more) {
    more.forEach((key, count) -> add(key, count));
  }

  void merge(Tally<K> other) {
    other.counts.forEach(this::add);
  }

  Map<K, Long> toMap() {
    return Map.copyOf(counts);
  }
}
