package dev.fermata.pipeline.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what came out with what a plain loop would make of the items. */
record Expectation(List<String> items, Order order) {

  /** All of it, in the order that was promised. */
  void isMetBy(List<String> results) {
    assertThat(results).containsExactlyInAnyOrderElementsOf(items);
    beginsWith(results);
  }

  /** No less and no more than the beginning of each line in which the order was promised. */
  void beginsWith(List<String> results) {
    assertThat(results).doesNotHaveDuplicates();
    Map<String, List<String>> lines = new HashMap<>();
    order.lines(items).forEach(line -> lines.put(order.line(line.get(0)), line));
    for (List<String> line : order.lines(results)) {
      List<String> expected = lines.getOrDefault(order.line(line.get(0)), List.of());
      assertThat(line).isEqualTo(expected.subList(0, Math.min(line.size(), expected.size())));
    }
  }

  /** As {@link #isMetBy}, where the order is not to be looked at. */
  void isMetInAnyOrderBy(List<String> results) {
    assertThat(results).containsExactlyInAnyOrderElementsOf(items);
  }
}
