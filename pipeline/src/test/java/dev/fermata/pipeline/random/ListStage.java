package dev.fermata.pipeline.random;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.operation.Aggregator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes lists of items and takes them apart again. */
final class ListStage implements RandomStage {
  private enum Kind {
    BY_COUNT,
    BY_TIME,
    /** Where the order is not exact, who knows which items are the last? */
    WITHOUT_THE_LAST,
    BY_AGGREGATOR
  }

  private final Kind kind;
  private final int count;

  ListStage(Random random) {
    kind = Kind.values()[random.nextInt(Kind.values().length)];
    count = 1 + random.nextInt(5);
  }

  @Override
  public Builder<String> addTo(Builder<String> before, Order order) {
    Builder<List<String>> lists =
        switch (kind) {
          case BY_COUNT -> before.aggregate(count);
          case BY_TIME -> before.aggregate(count, Duration.ofMillis(2));
          case WITHOUT_THE_LAST -> before.aggregate(count, order == Order.EXACT);
          case BY_AGGREGATOR -> before.aggregate("lists", Lists::new);
        };
    return lists.disaggregate();
  }

  /** What {@code aggregate(count)} does. */
  private final class Lists implements Aggregator<String, List<String>> {
    private List<String> list = new ArrayList<>();

    @Override
    public Optional<List<String>> accumulate(String item) {
      list.add(item);
      return list.size() < count ? Optional.empty() : flush();
    }

    @Override
    public Optional<List<String>> flush() {
      List<String> full = list;
      list = new ArrayList<>();
      return full.isEmpty() ? Optional.empty() : Optional.of(full);
    }
  }

  @Override
  public List<String> expected(List<String> items, Order order, List<String> failed) {
    return kind == Kind.WITHOUT_THE_LAST && order == Order.EXACT
        ? items.subList(0, items.size() - items.size() % count)
        : items;
  }

  @Override
  public Order after(Order before) {
    return before;
  }

  @Override
  public List<String> faults(boolean complete) {
    return List.of();
  }

  @Override
  public String toString() {
    return "lists of " + count + " " + kind;
  }
}
