package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import dev.fermata.benchmarks.peers.Coroutines;
import dev.fermata.benchmarks.peers.EaAsync;
import dev.fermata.benchmarks.peers.PlainLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Futures that the loop's next turn completes, awaited one after the other. */
@OperationsPerInvocation(ComparedInNanoseconds.TIMES)
public class SuspendAndResume extends ComparedInNanoseconds {

  @Benchmark
  public int fermataYield() {
    return EventLoop.run(SuspendAndResume::yieldEach);
  }

  private static CompletableFuture<Integer> yieldEach() {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      await(yieldNow());
      sum += i;
    }
    return completedFuture(sum);
  }

  @Benchmark
  public int fermata() {
    return EventLoop.run(() -> awaitEach(EventLoop.current()));
  }

  private static CompletableFuture<Integer> awaitEach(Executor loop) {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      var future = new CompletableFuture<Integer>();
      loop.execute(() -> future.complete(1));
      sum += await(future);
    }
    return completedFuture(sum);
  }

  /** The same method as {@link #fermata}, on the loop that the peers have. */
  @Benchmark
  public int fermataOnPlainLoop() {
    return PlainLoop.run(SuspendAndResume::awaitEach);
  }

  @Benchmark
  public int chain() {
    return PlainLoop.run(loop -> chain(loop, 0, 0));
  }

  private static CompletableFuture<Integer> chain(Executor loop, int i, int sum) {
    if (i == TIMES) {
      return completedFuture(sum);
    }
    var future = new CompletableFuture<Integer>();
    loop.execute(() -> future.complete(1));
    return future.thenCompose(one -> chain(loop, i + 1, sum + one));
  }

  @Benchmark
  public int eaAsync() {
    return PlainLoop.run(loop -> EaAsync.suspendAndResume(loop, TIMES));
  }

  @Benchmark
  public int kotlin() {
    return PlainLoop.run(loop -> Coroutines.plainFutures(loop, TIMES));
  }

  @Benchmark
  public int kotlinDeferred() {
    return PlainLoop.run(loop -> Coroutines.deferreds(loop, TIMES));
  }

  /** The turn of a loop is here a virtual thread that completes the future. */
  @Benchmark
  @Fork(jvmArgsAppend = ONE_CARRIER)
  public int virtualThreads() {
    return VirtualThreads.run(
        () -> {
          int sum = 0;
          for (int i = 0; i < TIMES; i++) {
            var future = new CompletableFuture<Integer>();
            VirtualThreads.start(() -> future.complete(1));
            sum += future.get();
          }
          return sum;
        });
  }
}
