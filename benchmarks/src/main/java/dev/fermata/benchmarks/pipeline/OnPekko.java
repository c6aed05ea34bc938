package dev.fermata.benchmarks.pipeline;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;

/** Pekko Streams: {@code mapAsync} in order, {@code mapAsyncUnordered} without. */
final class OnPekko implements AutoCloseable {

  private final ActorSystem system =
      ActorSystem.create(
          "benchmark",
          ConfigFactory.parseString("pekko.loglevel = OFF\npekko.stdout-loglevel = OFF")
              .withFallback(ConfigFactory.load()));

  int count(
      List<Integer> items, Shape shape, Function<Integer, CompletableFuture<Integer>> operation) {
    return count(stages(items, shape, operation));
  }

  /** As {@link #count}, by a loop over a stream on the calling thread. */
  int iterate(
      List<Integer> items, Shape shape, Function<Integer, CompletableFuture<Integer>> operation) {
    var sink =
        StreamConverters.<Integer>asJavaStream().addAttributes(Attributes.inputBuffer(16, 16));
    try (Stream<Integer> results = stages(items, shape, operation).runWith(sink, system)) {
      return results.mapToInt(item -> 1).sum();
    }
  }

  private static Source<Integer, NotUsed> stages(
      List<Integer> items, Shape shape, Function<Integer, CompletableFuture<Integer>> operation) {
    Source<Integer, NotUsed> source = Source.from(items);
    for (int i = 0; i < shape.stages(); i++) {
      source =
          shape.ordered()
              ? source.mapAsync(shape.concurrency(), operation::apply)
              : source.mapAsyncUnordered(shape.concurrency(), operation::apply);
    }
    return source;
  }

  int aggregate(List<Integer> items, int count) {
    return count(Source.from(items).grouped(count));
  }

  private int count(Source<?, NotUsed> source) {
    return source.runFold(0, (count, item) -> count + 1, system).toCompletableFuture().join();
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
