package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.benchmarks.peers.Coroutines;
import dev.fermata.benchmarks.peers.EaAsync;
import dev.fermata.benchmarks.peers.PlainLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Awaiting futures that are finished: nothing suspends. */
@OperationsPerInvocation(ComparedInNanoseconds.TIMES)
public class FinishedAwait extends ComparedInNanoseconds {

  private final CompletableFuture<Integer> finished = completedFuture(1);

  @Benchmark
  public CompletableFuture<Integer> fermata() {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      sum += await(finished);
    }
    return completedFuture(sum);
  }

  @Benchmark
  public CompletableFuture<Integer> join() {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      sum += finished.join();
    }
    return completedFuture(sum);
  }

  @Benchmark
  public CompletableFuture<Integer> chain() {
    CompletableFuture<Integer> sum = completedFuture(0);
    for (int i = 0; i < TIMES; i++) {
      sum = sum.thenCombine(finished, Integer::sum);
    }
    return sum;
  }

  @Benchmark
  public CompletableFuture<Integer> eaAsync() {
    return EaAsync.finished(finished, TIMES);
  }

  @Benchmark
  public int kotlin() {
    return PlainLoop.run(loop -> Coroutines.finished(loop, finished, TIMES));
  }

  @Benchmark
  @Fork(jvmArgsAppend = ONE_CARRIER)
  public int virtualThreads() {
    return VirtualThreads.run(
        () -> {
          int sum = 0;
          for (int i = 0; i < TIMES; i++) {
            sum += finished.get();
          }
          return sum;
        });
  }
}
