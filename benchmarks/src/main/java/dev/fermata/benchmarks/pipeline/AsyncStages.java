package dev.fermata.benchmarks.pipeline;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.benchmarks.ComparedInNanoseconds;
import dev.fermata.benchmarks.peers.Flows;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a stage costs an item when its operation does nothing: it hands back a finished future. Per
 * item, through all stages.
 */
@OperationsPerInvocation(AsyncStages.ITEMS)
public class AsyncStages extends ComparedInNanoseconds {

  static final int ITEMS = 10_000;

  private static final Function<Integer, CompletableFuture<Integer>> IDENTITY =
      item -> completedFuture(item);

  private final List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();
  private final OnPekko pekko = new OnPekko();

  @Param({"1", "3"})
  private int stages;

  @Param({"1", "4"})
  private int concurrency;

  @Param({"true", "false"})
  private boolean ordered;

  private Shape shape = new Shape(1, 1, true);

  @Setup(Level.Trial)
  public void shape() {
    shape = new Shape(stages, concurrency, ordered);
  }

  @TearDown(Level.Trial)
  public void stop() {
    pekko.close();
  }

  @Benchmark
  public int fermata() {
    return OnFermata.count(items, shape, IDENTITY);
  }

  @Benchmark
  public int fermataMeasured() {
    return OnFermata.countMeasured(OnFermata.stages(items, shape, IDENTITY));
  }

  @Benchmark
  public int reactor() {
    return OnReactor.count(items, shape, IDENTITY);
  }

  @Benchmark
  public int rxJava() {
    return OnRxJava.count(items, shape, IDENTITY);
  }

  @Benchmark
  public int pekko() {
    return pekko.count(items, shape, IDENTITY);
  }

  @Benchmark
  public int kotlinFlow() {
    return Flows.count(items, shape.stages(), shape.concurrency(), shape.ordered(), IDENTITY);
  }

  @Benchmark
  public int virtualThreadsAndQueues() {
    return OnThreads.count(items, shape, IDENTITY);
  }

  @Benchmark
  public int gatherers() {
    return OnGatherers.count(items, shape, IDENTITY);
  }
}
