package dev.fermata.benchmarks.pipeline;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code Gatherers.mapConcurrent} of JDK 24 and newer, which keeps the order and waits on virtual
 * threads; called by handles, because this is compiled for an older release.
 */
final class OnGatherers {

  static final int FIRST_RELEASE = 24;

  private OnGatherers() {}

  static int count(
      List<Integer> items, Shape shape, Function<Integer, CompletableFuture<Integer>> operation) {
    Stream<Integer> stream = items.stream();
    for (int i = 0; i < shape.stages(); i++) {
      stream = mapConcurrent(stream, shape.concurrency(), item -> operation.apply(item).join());
    }
    return stream.mapToInt(item -> 1).sum();
  }

  @SuppressWarnings("unchecked")
  private static Stream<Integer> mapConcurrent(
      Stream<Integer> stream, int concurrency, Function<Integer, Integer> work) {
    try {
      Object gatherer = Handles.MAP_CONCURRENT.invoke(concurrency, work);
      return (Stream<Integer>) Handles.GATHER.invoke(stream, gatherer);
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
  }

  private static final class Handles {

    static final MethodHandle MAP_CONCURRENT;
    static final MethodHandle GATHER;

    static {
      try {
        var lookup = MethodHandles.publicLookup();
        Class<?> gatherer = Class.forName("java.util.stream.Gatherer");
        MAP_CONCURRENT =
            lookup.findStatic(
                Class.forName("java.util.stream.Gatherers"),
                "mapConcurrent",
                methodType(gatherer, int.class, Function.class));
        GATHER = lookup.findVirtual(Stream.class, "gather", methodType(Stream.class, gatherer));
      } catch (ReflectiveOperationException notThere) {
        throw new IllegalStateException(
            "this JDK has no Gatherers: run on 24 or newer, or leave out gatherers", notThere);
      }
    }
  }
}
