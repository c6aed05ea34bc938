package dev.fermata.pipeline.random;

import dev.fermata.pipeline.Builder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** The elements of a list take several paths, and meet again in the order of the paths. */
final class BatchRouteStage implements RandomStage {
  private final Paths paths;
  private final int count;

  BatchRouteStage(long seed, Random random, int depth) {
    paths = Paths.of(seed, random, depth);
    count = 1 + random.nextInt(7);
  }

  @Override
  public Builder<String> addTo(Builder<String> before, Order order) {
    return before
        .aggregate(count)
        .<String, String>batchPathVariants(
            list -> list.stream().map(paths::path).toList(),
            paths.stages().stream()
                .<Function<Builder<List<String>>, Builder<List<String>>>>map(
                    stages ->
                        path ->
                            RandomStage.addAll(path.<String>disaggregate(), order, stages)
                                .aggregate(3))
                .toList())
        .disaggregate();
  }

  @Override
  public List<String> expected(List<String> items, Order order, List<String> failed) {
    var results = new ArrayList<String>();
    for (int from = 0; from < items.size(); from += count) {
      List<String> list = items.subList(from, Math.min(from + count, items.size()));
      results.addAll(paths.expected(list, order, failed));
    }
    return results;
  }

  @Override
  public Order after(Order before) {
    return before == Order.EXACT && paths.within(before) == Order.EXACT
        ? Order.EXACT
        : paths.after(before);
  }

  @Override
  public List<String> letters() {
    return paths.letters();
  }

  @Override
  public List<String> faults(boolean complete) {
    return paths.faults(complete);
  }

  @Override
  public String toString() {
    return "route lists of " + count + " " + paths;
  }
}
