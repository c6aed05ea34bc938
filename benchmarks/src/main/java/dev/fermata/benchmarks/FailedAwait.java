package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import dev.fermata.async.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Awaiting what fails. With and without {@code -Dfermata.asyncStackTraces=false} it tells what the
 * stack traces cost.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FailedAwait {

  static final int AWAITS = 1_000;

  private final CompletableFuture<Integer> failed =
      failedFuture(new IllegalStateException("always the same"));

  /** The same failure each time: only the await and the throw. */
  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public CompletableFuture<Integer> finishedSameFailure() {
    int sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      try {
        sum += await(failed);
      } catch (IllegalStateException e) {
        sum--;
      }
    }
    return completedFuture(sum);
  }

  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public CompletableFuture<Integer> joinSameFailure() {
    int sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      try {
        sum += failed.join();
      } catch (CompletionException e) {
        sum--;
      }
    }
    return completedFuture(sum);
  }

  /** A new failure each time, which crosses three suspended calls. */
  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public int newFailureAcrossThreeCalls() {
    return EventLoop.run(FailedAwait::catchMany);
  }

  private static CompletableFuture<Integer> catchMany() {
    int sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      try {
        sum += await(outer());
      } catch (IllegalStateException e) {
        sum--;
      }
    }
    return completedFuture(sum);
  }

  private static CompletableFuture<Integer> outer() {
    return completedFuture(await(inner()) + 1);
  }

  private static CompletableFuture<Integer> inner() {
    await(yieldNow());
    throw new IllegalStateException("new");
  }

  /** What the failure itself costs, thrown and caught two calls further up. */
  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public int newFailureWithoutAwaits() {
    int sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      try {
        sum += thrown();
      } catch (IllegalStateException e) {
        sum--;
      }
    }
    return sum;
  }

  private static int thrown() {
    throw new IllegalStateException("new");
  }
}
