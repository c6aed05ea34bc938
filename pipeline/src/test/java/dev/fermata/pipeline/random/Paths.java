package dev.fermata.pipeline.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The paths of a random route, and which of them an item takes. */
record Paths(long seed, boolean byKey, List<List<RandomStage>> stages) {

  static Paths of(long seed, Random random, int depth) {
    var stages = new ArrayList<List<RandomStage>>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      stages.add(RandomStage.some(random, 2, depth + 1));
    }
    return new Paths(seed, random.nextBoolean(), stages);
  }

  int path(String item) {
    return byKey ? Items.key(item) % stages.size() : Items.dice(seed + 30, item, stages.size());
  }

  List<String> share(List<String> items, int path) {
    return items.stream().filter(item -> path(item) == path).toList();
  }

  /** The order within each path. */
  Order within(Order before) {
    Order soFar = before;
    for (List<RandomStage> path : stages) {
      soFar = soFar.atMost(RandomStage.after(before, path));
    }
    return soFar;
  }

  /** The order where paths meet as they come. */
  Order after(Order before) {
    return byKey ? within(before).atMost(Order.BY_KEY) : Order.NONE;
  }

  /** Path by path. */
  List<String> expected(List<String> items, Order order, List<String> failed) {
    var results = new ArrayList<String>();
    for (int path = 0; path < stages.size(); path++) {
      results.addAll(RandomStage.expected(share(items, path), order, failed, stages.get(path)));
    }
    return results;
  }

  List<String> letters() {
    return stages.stream().flatMap(path -> RandomStage.letters(path).stream()).toList();
  }

  List<String> faults(boolean complete) {
    return stages.stream().flatMap(path -> RandomStage.faults(path, complete).stream()).toList();
  }

  @Override
  public String toString() {
    return (byKey ? "by key " : "by item ") + stages;
  }
}
