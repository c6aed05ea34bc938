package dev.fermata.pipeline.random;

import dev.fermata.pipeline.Builder;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Items take one of several paths. */
final class RouteStage implements RandomStage {
  private final Paths paths;

  RouteStage(long seed, Random random, int depth) {
    paths = Paths.of(seed, random, depth);
  }

  @Override
  public Builder<String> addTo(Builder<String> before, Order order) {
    return before.pathVariants(
        paths::path,
        paths.stages().stream()
            .<Function<Builder<String>, Builder<String>>>map(
                stages -> path -> RandomStage.addAll(path, order, stages))
            .toList());
  }

  @Override
  public List<String> expected(List<String> items, Order order, List<String> failed) {
    return paths.expected(items, order, failed);
  }

  @Override
  public Order after(Order before) {
    return paths.after(before);
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
    return "route " + paths;
  }
}
