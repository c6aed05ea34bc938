package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import dev.fermata.benchmarks.peers.Coroutines;
import dev.fermata.benchmarks.peers.EaAsync;
import dev.fermata.benchmarks.peers.PlainLoop;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A thousand calls, each awaiting the one inside it; per level. */
@OperationsPerInvocation(ComparedInNanoseconds.TIMES)
public class Depth extends ComparedInNanoseconds {

  @Benchmark
  public int fermata() {
    return EventLoop.run(
        () -> {
          var innermost = new CompletableFuture<Integer>();
          EventLoop.current().execute(() -> innermost.complete(1));
          return level(TIMES, innermost);
        });
  }

  private static CompletableFuture<Integer> level(int below, CompletableFuture<Integer> innermost) {
    int value = await(below == 0 ? innermost : level(below - 1, innermost));
    return completedFuture(value + 1);
  }

  @Benchmark
  public int chain() {
    return onPlainLoop(Depth::link);
  }

  private static CompletableFuture<Integer> link(int below, CompletableFuture<Integer> innermost) {
    var inner = below == 0 ? innermost : link(below - 1, innermost);
    return inner.thenApply(value -> value + 1);
  }

  @Benchmark
  public int eaAsync() {
    return onPlainLoop(EaAsync::depth);
  }

  private static int onPlainLoop(
      BiFunction<Integer, CompletableFuture<Integer>, CompletableFuture<Integer>> level) {
    return PlainLoop.run(
        loop -> {
          var innermost = new CompletableFuture<Integer>();
          loop.execute(() -> innermost.complete(1));
          return level.apply(TIMES, innermost);
        });
  }

  @Benchmark
  public int kotlin() {
    return PlainLoop.run(loop -> Coroutines.depth(loop, TIMES));
  }

  @Benchmark
  @Fork(jvmArgsAppend = ONE_CARRIER)
  public int virtualThreads() {
    return VirtualThreads.run(
        () -> {
          var innermost = new CompletableFuture<Integer>();
          VirtualThreads.start(() -> innermost.complete(1));
          return wait(TIMES, innermost);
        });
  }

  private static int wait(int below, CompletableFuture<Integer> innermost) {
    return (below == 0 ? innermost.join() : wait(below - 1, innermost)) + 1;
  }
}
