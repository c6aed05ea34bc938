package dev.fermata.pipeline.random;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is promised of the order of items, each promise weaker than the one before it. */
enum Order {
  /** That of the plain loop. */
  EXACT,
  /** That of the plain loop among the items of one part of a merge. */
  BY_PART,
  /** That of the plain loop among the items of one part that have the same key. */
  BY_KEY,
  NONE;

  Order atMost(Order other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The items in lists, in each of which the order is promised. */
  Collection<List<String>> lines(List<String> items) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (String item : items) {
      lines.computeIfAbsent(line(item), any -> new ArrayList<>()).add(item);
    }
    return lines.values();
  }

  String line(String item) {
    return switch (this) {
      case EXACT -> "";
      case BY_PART -> "part " + Items.part(item);
      case BY_KEY -> "part " + Items.part(item) + " key " + Items.key(item);
      case NONE -> item;
    };
  }
}
