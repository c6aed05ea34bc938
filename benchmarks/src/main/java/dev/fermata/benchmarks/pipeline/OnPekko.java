package dev.fermata.benchmarks.pipeline;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;

/** Pekko Streams: {@code mapAsync} in order, {@code mapAsyncUnordered} without. */
final class OnPekko implements AutoCloseable {

  private final ActorSystem system =
      ActorSystem.create(
          "benchmark",
          ConfigFactory.parseString("pekko.loglevel = OFF\npekko.stdout-loglevel = OFF")
              .withFallback(ConfigFactory.load()));

  int count(
      List<Integer> items, Shape shape, Function<Integer, CompletableFuture<Integer>> operation) {
    Source<Integer, NotUsed> source = Source.from(items);
    for (int i = 0; i < shape.stages(); i++) {
      source =
          shape.ordered()
              ? source.mapAsync(shape.concurrency(), operation::apply)
              : source.mapAsyncUnordered(shape.concurrency(), operation::apply);
    }
    return count(source);
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
