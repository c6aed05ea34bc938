package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Awaiting futures that are finished: nothing suspends. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FinishedAwait {

  static final int AWAITS = 1_000;

  private final CompletableFuture<Integer> finished = completedFuture(1);

  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public CompletableFuture<Integer> fermata() {
    int sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      sum += await(finished);
    }
    return completedFuture(sum);
  }

  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public CompletableFuture<Integer> join() {
    int sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      sum += finished.join();
    }
    return completedFuture(sum);
  }

  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public CompletableFuture<Integer> chain() {
    CompletableFuture<Integer> sum = completedFuture(0);
    for (int i = 0; i < AWAITS; i++) {
      sum = sum.thenCombine(finished, Integer::sum);
    }
    return sum;
  }
}
