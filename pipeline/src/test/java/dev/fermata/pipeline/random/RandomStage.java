package dev.fermata.pipeline.random;

import dev.fermata.pipeline.Builder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random stage, and what a plain loop would make of it. What happens to an item depends on the
 * stage's seed and the item only, never on the order in which items come.
 */
interface RandomStage {

  Builder<String> addTo(Builder<String> before, Order order);

  /**
   * What a plain loop would make of the items.
   *
   * @param order in which they come
   * @param failed takes those that fail
   */
  List<String> expected(List<String> items, Order order, List<String> failed);

  /** The order of results when items come in the order given. */
  Order after(Order before);

  /** The failed items that stages took themselves, so that nobody else heard of them. */
  default List<String> letters() {
    return List.of();
  }

  /** What the operations saw that should not be. */
  List<String> faults(boolean complete);

  static RandomStage of(long seed, int depth) {
    var random = new Random(seed);
    return switch (random.nextInt(depth < 2 ? 9 : 7)) {
      case 0, 1, 2 -> new OneResultStage(seed, random);
      case 3, 4, 5 -> new ManyResultsStage(seed, random);
      case 6 -> new ListStage(random);
      case 7 -> new RouteStage(seed, random, depth);
      default -> new BatchRouteStage(seed, random, depth);
    };
  }

  static List<RandomStage> some(Random random, int most, int depth) {
    var stages = new ArrayList<RandomStage>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      stages.add(of(random.nextLong(), depth));
    }
    return stages;
  }

  static Builder<String> addAll(Builder<String> before, Order order, List<RandomStage> stages) {
    Builder<String> builder = before;
    Order soFar = order;
    for (RandomStage stage : stages) {
      builder = stage.addTo(builder, soFar);
      soFar = stage.after(soFar);
    }
    return builder;
  }

  static List<String> expected(
      List<String> items, Order order, List<String> failed, List<RandomStage> stages) {
    List<String> results = items;
    Order soFar = order;
    for (RandomStage stage : stages) {
      results = stage.expected(results, soFar, failed);
      soFar = stage.after(soFar);
    }
    return results;
  }

  static Order after(Order before, List<RandomStage> stages) {
    Order soFar = before;
    for (RandomStage stage : stages) {
      soFar = stage.after(soFar);
    }
    return soFar;
  }

  static List<String> letters(List<RandomStage> stages) {
    return stages.stream().flatMap(stage -> stage.letters().stream()).toList();
  }

  static List<String> faults(List<RandomStage> stages, boolean complete) {
    return stages.stream().flatMap(stage -> stage.faults(complete).stream()).toList();
  }
}
