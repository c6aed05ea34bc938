package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.gather;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import dev.fermata.benchmarks.peers.Coroutines;
import dev.fermata.benchmarks.peers.EaAsync;
import dev.fermata.benchmarks.peers.PlainLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Eight calls that suspend in turn on one loop; a thousand awaits in all. */
@OperationsPerInvocation(ComparedInNanoseconds.TIMES)
public class Interleaved extends ComparedInNanoseconds {

  private static final int CALLS = 8;
  private static final int EACH = TIMES / CALLS;

  @Benchmark
  public List<Integer> fermata() {
    return EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.current();
          var calls = new ArrayList<CompletableFuture<Integer>>();
          for (int i = 0; i < CALLS; i++) {
            calls.add(awaitEach(loop));
          }
          return gather(calls);
        });
  }

  private static CompletableFuture<Integer> awaitEach(Executor loop) {
    int sum = 0;
    for (int i = 0; i < EACH; i++) {
      var future = new CompletableFuture<Integer>();
      loop.execute(() -> future.complete(1));
      sum += await(future);
    }
    return completedFuture(sum);
  }

  @Benchmark
  public int chain() {
    return PlainLoop.run(
        loop -> {
          var all = completedFuture(0);
          for (int i = 0; i < CALLS; i++) {
            all = all.thenCombine(chain(loop, 0, 0), Integer::sum);
          }
          return all;
        });
  }

  private static CompletableFuture<Integer> chain(Executor loop, int i, int sum) {
    if (i == EACH) {
      return completedFuture(sum);
    }
    var future = new CompletableFuture<Integer>();
    loop.execute(() -> future.complete(1));
    return future.thenCompose(one -> chain(loop, i + 1, sum + one));
  }

  @Benchmark
  public int eaAsync() {
    return PlainLoop.run(
        loop -> {
          var all = completedFuture(0);
          for (int i = 0; i < CALLS; i++) {
            all = all.thenCombine(EaAsync.suspendAndResume(loop, EACH), Integer::sum);
          }
          return all;
        });
  }

  @Benchmark
  public int kotlinDeferred() {
    return PlainLoop.run(loop -> Coroutines.interleaved(loop, CALLS, TIMES));
  }
}
