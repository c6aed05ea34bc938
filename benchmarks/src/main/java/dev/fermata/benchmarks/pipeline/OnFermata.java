package dev.fermata.benchmarks.pipeline;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Pipeline;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Our own pipeline, consumed on its loop, as the others are where they make their results. */
final class OnFermata {

  private OnFermata() {}

  static int count(
      List<Integer> items, Shape shape, Function<Integer, CompletableFuture<Integer>> operation) {
    return count(stages(items, shape, operation));
  }

  /** Without statistics, as the others have none. */
  static int count(Builder<?> builder) {
    return count(builder.sink(16).withoutTimes().build());
  }

  /** With statistics, as a pipeline has them by default. */
  static int countMeasured(Builder<?> builder) {
    return count(builder.sink(16).build());
  }

  static Builder<Integer> stages(
      List<Integer> items, Shape shape, Function<Integer, CompletableFuture<Integer>> operation) {
    Builder<Integer> builder = Pipeline.<Integer>from(items);
    for (int i = 0; i < shape.stages(); i++) {
      builder =
          builder.pipe(
              "stage " + i,
              operation,
              stage -> stage.concurrency(shape.concurrency()).ordered(shape.ordered()));
    }
    return builder;
  }

  private static int count(Pipeline<?> pipeline) {
    try (pipeline) {
      return pipeline.collect(Collectors.counting()).intValue();
    }
  }
}
