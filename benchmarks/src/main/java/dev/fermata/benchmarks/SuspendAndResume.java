package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A thousand suspensions on one event loop, each resumed by the loop's next turn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SuspendAndResume {

  static final int AWAITS = 1_000;

  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public int yieldToTheLoop() {
    return EventLoop.run(SuspendAndResume::yieldMany);
  }

  private static CompletableFuture<Integer> yieldMany() {
    int sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      await(yieldNow());
      sum += i;
    }
    return completedFuture(sum);
  }

  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public int plainFutureCompletedByTheLoop() {
    return EventLoop.run(SuspendAndResume::awaitMany);
  }

  private static CompletableFuture<Integer> awaitMany() {
    EventLoop loop = EventLoop.current();
    int sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      var future = new CompletableFuture<Integer>();
      loop.execute(() -> future.complete(1));
      sum += await(future);
    }
    return completedFuture(sum);
  }

  @Benchmark
  @OperationsPerInvocation(AWAITS)
  public int chainOverTheLoop() {
    return EventLoop.run(() -> chain(EventLoop.current(), 0, 0));
  }

  private static CompletableFuture<Integer> chain(EventLoop loop, int i, int sum) {
    if (i == AWAITS) {
      return completedFuture(sum);
    }
    var future = new CompletableFuture<Integer>();
    loop.execute(() -> future.complete(1));
    return future.thenCompose(one -> chain(loop, i + 1, sum + one));
  }
}
