package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.gather;
import static java.util.concurrent.CompletableFuture.allOf;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.EventLoop;
import dev.fermata.benchmarks.peers.Coroutines;
import dev.fermata.benchmarks.peers.EaAsync;
import dev.fermata.benchmarks.peers.PlainLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A hundred thousand calls suspended at once, each on a future of its own, then let go on. */
@OperationsPerInvocation(Spawn.CALLS)
public class Spawn extends ComparedInNanoseconds {

  static final int CALLS = 100_000;

  @Benchmark
  public List<Integer> fermata() {
    return EventLoop.run(
        () -> {
          var gates = new ArrayList<CompletableFuture<Integer>>(CALLS);
          var calls = suspend(gates, Spawn::one);
          gates.forEach(gate -> gate.complete(1));
          return gather(calls);
        });
  }

  private static CompletableFuture<Integer> one(CompletableFuture<Integer> gate) {
    int value = await(gate);
    return completedFuture(value + 1);
  }

  @Benchmark
  public Object chain() {
    return onPlainLoop(gate -> gate.thenApply(value -> value + 1));
  }

  @Benchmark
  public Object eaAsync() {
    return onPlainLoop(EaAsync::one);
  }

  @Benchmark
  public int kotlinDeferred() {
    return PlainLoop.run(loop -> Coroutines.spawn(loop, CALLS));
  }

  @Benchmark
  public List<Integer> virtualThreads() {
    var gates = new ArrayList<CompletableFuture<Integer>>(CALLS);
    var threads =
        suspend(
            gates,
            gate -> {
              var result = new CompletableFuture<Integer>();
              VirtualThreads.start(() -> result.complete(gate.join() + 1));
              return result;
            });
    gates.forEach(gate -> gate.complete(1));
    var values = new ArrayList<Integer>(CALLS);
    threads.forEach(thread -> values.add(thread.join()));
    return values;
  }

  private static Object onPlainLoop(
      Function<CompletableFuture<Integer>, CompletableFuture<Integer>> call) {
    return PlainLoop.run(
        loop -> {
          var gates = new ArrayList<CompletableFuture<Integer>>(CALLS);
          var calls = suspend(gates, call);
          gates.forEach(gate -> gate.complete(1));
          return allOf(calls.toArray(new CompletableFuture<?>[0])).thenApply(all -> calls);
        });
  }

  static List<CompletableFuture<Integer>> suspend(
      List<CompletableFuture<Integer>> gates,
      Function<CompletableFuture<Integer>, CompletableFuture<Integer>> call) {
    var calls = new ArrayList<CompletableFuture<Integer>>(CALLS);
    for (int i = 0; i < CALLS; i++) {
      var gate = new CompletableFuture<Integer>();
      gates.add(gate);
      calls.add(call.apply(gate));
    }
    return calls;
  }
}
