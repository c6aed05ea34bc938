package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import dev.fermata.async.EventLoop;
import dev.fermata.benchmarks.peers.Coroutines;
import dev.fermata.benchmarks.peers.EaAsync;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/** A thousand questions to another thread, each answered before the next is asked. */
@OperationsPerInvocation(ComparedInNanoseconds.TIMES)
public class HandOver extends ComparedInNanoseconds {

  private final ExecutorService here = Executors.newSingleThreadExecutor();
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @TearDown
  public void stopThreads() {
    here.shutdown();
    other.shutdown();
  }

  @Benchmark
  public int fermata() {
    return EventLoop.run(() -> ask(other));
  }

  private static CompletableFuture<Integer> ask(Executor other) {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      sum += await(supplyAsync(() -> 1, other));
    }
    return completedFuture(sum);
  }

  @Benchmark
  public int chain() {
    return chain(0, 0).join();
  }

  private CompletableFuture<Integer> chain(int i, int sum) {
    if (i == TIMES) {
      return completedFuture(sum);
    }
    return supplyAsync(() -> 1, other).thenComposeAsync(one -> chain(i + 1, sum + one), here);
  }

  @Benchmark
  public int eaAsync() {
    return EaAsync.handOver(here, other, TIMES).join();
  }

  @Benchmark
  public int kotlin() {
    return Coroutines.handOver(here, other, TIMES).join();
  }

  @Benchmark
  public int virtualThreads() {
    return VirtualThreads.run(
        () -> {
          int sum = 0;
          for (int i = 0; i < TIMES; i++) {
            sum += supplyAsync(() -> 1, other).get();
          }
          return sum;
        });
  }
}
