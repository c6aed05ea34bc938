package dev.fermata.benchmarks.pipeline;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.benchmarks.ComparedInNanoseconds;
import io.reactivex.rxjava3.core.Flowable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One stage of finished operations, four in flight, in order, iterated by another thread than the
 * one that makes the results; each through a buffer of 16 where one can say so. Per item.
 */
@OperationsPerInvocation(Iterated.ITEMS)
public class Iterated extends ComparedInNanoseconds {

  static final int ITEMS = 10_000;
  private static final int BUFFER = 16;
  private static final Shape SHAPE = new Shape(1, 4, true);

  private static final Function<Integer, CompletableFuture<Integer>> IDENTITY =
      item -> completedFuture(item);

  private final List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();
  private final OnPekko pekko = new OnPekko();

  @TearDown(Level.Trial)
  public void stop() {
    pekko.close();
  }

  private static int count(Iterable<Integer> results) {
    int count = 0;
    for (Integer result : results) {
      count += result == null ? 0 : 1;
    }
    return count;
  }

  @Benchmark
  public int fermata() {
    try (var pipeline =
        OnFermata.stages(items, SHAPE, IDENTITY).sink(BUFFER).withoutTimes().build()) {
      return count(pipeline);
    }
  }

  @Benchmark
  public int reactor() {
    return count(
        Flux.fromIterable(items)
            .subscribeOn(reactor.core.scheduler.Schedulers.single())
            .flatMapSequential(item -> Mono.fromFuture(IDENTITY.apply(item)), SHAPE.concurrency())
            .toIterable(BUFFER));
  }

  @Benchmark
  public int rxJava() {
    return count(
        Flowable.fromIterable(items)
            .subscribeOn(io.reactivex.rxjava3.schedulers.Schedulers.single())
            .concatMapEager(
                item -> Flowable.fromCompletionStage(IDENTITY.apply(item)), SHAPE.concurrency(), 1)
            .blockingIterable(BUFFER));
  }

  @Benchmark
  public int pekko() {
    return pekko.iterate(items, SHAPE, IDENTITY);
  }
}
