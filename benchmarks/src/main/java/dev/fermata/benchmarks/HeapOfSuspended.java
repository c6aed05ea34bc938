package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.Async;
import dev.fermata.async.EventLoop;
import dev.fermata.async.Task;
import dev.fermata.benchmarks.peers.Coroutines;
import dev.fermata.benchmarks.peers.EaAsync;
import dev.fermata.benchmarks.peers.PlainLoop;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import kotlinx.coroutines.Deferred;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one suspended call keeps on the heap, without the future that it awaits. The figure is the
 * counter {@code bytesPerCall}, not the time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class HeapOfSuspended {

  static final int CALLS = 100_000;

  /** JMH reports its public fields beside the time. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Heap {

    public double bytesPerCall;

    /** Makes the calls and keeps them, and counts what they added to the heap. */
    Object[] measure(IntFunction<Object> call) {
      var calls = new Object[CALLS];
      long before = inUse();
      for (int i = 0; i < CALLS; i++) {
        calls[i] = call.apply(i);
      }
      bytesPerCall = (double) (inUse() - before) / CALLS;
      return calls;
    }

    private static long inUse() {
      for (int i = 0; i < 5; i++) {
        System.gc();
      }
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }

  @Benchmark
  public Object fermata(Heap heap) {
    var gates = gates();
    return EventLoop.run(() -> completedFuture(heap.measure(i -> one(gates[i]))));
  }

  /** Each gate is a task of ours, which keeps no hook: what is left is the call itself. */
  @Benchmark
  public Object fermataOnTask(Heap heap) {
    return EventLoop.run(
        () -> {
          var gates = new Task<?>[CALLS];
          for (int i = 0; i < CALLS; i++) {
            gates[i] = pending();
          }
          return completedFuture(heap.measure(i -> onTask(gates[i])));
        });
  }

  /** A task of the cheapest kind that does not end by itself. */
  private static Task<?> pending() {
    return Async.fromCallback(callback -> {});
  }

  private static CompletableFuture<Object> onTask(Task<?> gate) {
    Object value = await(gate);
    return completedFuture(value);
  }

  private static CompletableFuture<Integer> one(CompletableFuture<Integer> gate) {
    int value = await(gate);
    return completedFuture(value + 1);
  }

  @Benchmark
  public Object chain(Heap heap) {
    var gates = gates();
    return heap.measure(i -> gates[i].thenApply(value -> value + 1));
  }

  @Benchmark
  public Object eaAsync(Heap heap) {
    var gates = gates();
    return heap.measure(i -> EaAsync.one(gates[i]));
  }

  @Benchmark
  public Object kotlinDeferred(Heap heap) {
    var gates = new Deferred<?>[CALLS];
    for (int i = 0; i < CALLS; i++) {
      gates[i] = Coroutines.deferred();
    }
    var scope = Coroutines.scope(new PlainLoop());
    return heap.measure(i -> Coroutines.one(scope, gate(gates[i])));
  }

  @SuppressWarnings("unchecked")
  private static Deferred<Integer> gate(Deferred<?> gate) {
    return (Deferred<Integer>) gate;
  }

  @Benchmark
  @Fork(jvmArgsAppend = ComparedInNanoseconds.ONE_CARRIER)
  public Object virtualThreads(Heap heap) {
    var gates = gates();
    var started = new CountDownLatch(CALLS);
    return heap.measure(
        i -> {
          var thread =
              VirtualThreads.start(
                  () -> {
                    started.countDown();
                    gates[i].join();
                  });
          if (i == CALLS - 1) {
            awaitAll(started);
          }
          return thread;
        });
  }

  private static void awaitAll(CountDownLatch started) {
    try {
      started.await();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static CompletableFuture<Integer>[] gates() {
    var gates = new CompletableFuture[CALLS];
    for (int i = 0; i < CALLS; i++) {
      gates[i] = new CompletableFuture<Integer>();
    }
    return gates;
  }
}
