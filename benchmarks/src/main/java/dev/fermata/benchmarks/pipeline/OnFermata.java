package dev.fermata.benchmarks.pipeline;

import dev.fermata.pipeline.Pipeline;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Our own pipeline, consumed by a loop on the calling thread. */
final class OnFermata {

  private OnFermata() {}

  static int count(
      List<Integer> items, Shape shape, Function<Integer, CompletableFuture<Integer>> operation) {
    var builder = Pipeline.<Integer>from(items);
    for (int i = 0; i < shape.stages(); i++) {
      builder =
          builder.pipe(
              "stage " + i,
              operation,
              stage -> stage.concurrency(shape.concurrency()).ordered(shape.ordered()));
    }
    return count(builder.sink(16).build());
  }

  static <T> int count(Pipeline<T> pipeline) {
    int count = 0;
    try (pipeline) {
      for (T item : pipeline) {
        count += item == null ? 0 : 1;
      }
    }
    return count;
  }
}
