package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.spawn;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.AsyncQueue;
import dev.fermata.async.EventLoop;
import dev.fermata.benchmarks.peers.Coroutines;
import dev.fermata.benchmarks.peers.PlainLoop;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Two tasks send one item to and fro through two queues that hold one each; per round trip. */
@OperationsPerInvocation(ComparedInNanoseconds.TIMES)
public class PingPong extends ComparedInNanoseconds {

  @Benchmark
  public int fermata() {
    return EventLoop.run(
        () -> {
          var there = new AsyncQueue<Integer>(1);
          var back = new AsyncQueue<Integer>(1);
          spawn(() -> echo(there, back));
          return play(there, back);
        });
  }

  private static CompletableFuture<Integer> play(
      AsyncQueue<Integer> there, AsyncQueue<Integer> back) {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      await(there.put(1));
      sum += await(back.get());
    }
    return completedFuture(sum);
  }

  private static CompletableFuture<Integer> echo(
      AsyncQueue<Integer> there, AsyncQueue<Integer> back) {
    for (int i = 0; i < TIMES; i++) {
      await(back.put(await(there.get())));
    }
    return completedFuture(TIMES);
  }

  @Benchmark
  public int kotlin() {
    return PlainLoop.run(loop -> Coroutines.pingPong(loop, TIMES));
  }

  @Benchmark
  @Fork(jvmArgsAppend = ONE_CARRIER)
  public int virtualThreads() {
    return VirtualThreads.run(
        () -> {
          var there = new ArrayBlockingQueue<Integer>(1);
          var back = new ArrayBlockingQueue<Integer>(1);
          VirtualThreads.start(() -> echoBlocking(there, back));
          int sum = 0;
          for (int i = 0; i < TIMES; i++) {
            there.put(1);
            sum += back.take();
          }
          return sum;
        });
  }

  private static void echoBlocking(BlockingQueue<Integer> there, BlockingQueue<Integer> back) {
    try {
      for (int i = 0; i < TIMES; i++) {
        back.put(there.take());
      }
    } catch (InterruptedException nobodyInterruptsIt) {
      throw new AssertionError(nobodyInterruptsIt);
    }
  }
}
