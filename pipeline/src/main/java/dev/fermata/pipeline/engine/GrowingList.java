package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The list that an aggregation works on. To its meter, a list from its first item to its last is
 * one operation. Confined to the loop.
 */
final class GrowingList {
  /** A longer one grows as it is filled: it may never be. */
  private static final int LONGEST_FROM_THE_START = 1 << 10;

  private final LaneMeter lane;
  private final int count;
  private final boolean dropLast;

  private List<Object> items;

  GrowingList(LaneMeter lane, Aggregate definition) {
    this.lane = lane;
    this.count = definition.count();
    this.dropLast = definition.dropLast();
    this.items = emptyList();
  }

  private List<Object> emptyList() {
    return new ArrayList<>(Math.min(count, LONGEST_FROM_THE_START));
  }

  void add(Object item) {
    if (items.isEmpty()) {
      lane.begins(items);
    }
    items.add(item);
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  boolean isFull() {
    return items.size() == count;
  }

  /** The list, which ends, and begins anew. */
  List<Object> take() {
    lane.ends(null);
    List<Object> taken = Collections.unmodifiableList(items);
    items = emptyList();
    return taken;
  }

  /** No item follows: where nobody wants a list that is too short, it ends and is dropped. */
  void dropIfTooShort() {
    if (dropLast && !isEmpty() && !isFull()) {
      lane.ends(null);
      lane.drops();
      lane.passed();
      items = emptyList();
    }
  }
}
