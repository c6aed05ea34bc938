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
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Awaiting calls of another async method, each of which suspends once: on a future that the loop's
 * next turn completes, or, with {@code yieldNow}, on a task that is that turn.
 */
@OperationsPerInvocation(ComparedInNanoseconds.TIMES)
public class SuspendingCall extends ComparedInNanoseconds {

  @Benchmark
  public int fermata() {
    return EventLoop.run(() -> awaitCalls(EventLoop.current()));
  }

  private static CompletableFuture<Integer> awaitCalls(Executor loop) {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      sum += await(once(loop));
    }
    return completedFuture(sum);
  }

  private static CompletableFuture<Integer> once(Executor loop) {
    var future = new CompletableFuture<Integer>();
    loop.execute(() -> future.complete(1));
    return completedFuture(await(future));
  }

  @Benchmark
  public int fermataYield() {
    return EventLoop.run(SuspendingCall::awaitYieldingCalls);
  }

  private static CompletableFuture<Integer> awaitYieldingCalls() {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      sum += await(yieldOnce());
    }
    return completedFuture(sum);
  }

  private static CompletableFuture<Integer> yieldOnce() {
    await(yieldNow());
    return completedFuture(1);
  }

  @Benchmark
  public int chain() {
    return PlainLoop.run(loop -> chain(loop, 0, 0));
  }

  private static CompletableFuture<Integer> chain(Executor loop, int i, int sum) {
    if (i == TIMES) {
      return completedFuture(sum);
    }
    return link(loop).thenCompose(one -> chain(loop, i + 1, sum + one));
  }

  private static CompletableFuture<Integer> link(Executor loop) {
    var future = new CompletableFuture<Integer>();
    loop.execute(() -> future.complete(1));
    return future.thenApply(one -> one);
  }

  @Benchmark
  public int eaAsync() {
    return PlainLoop.run(loop -> EaAsync.suspendingCalls(loop, TIMES));
  }

  @Benchmark
  public int kotlin() {
    return PlainLoop.run(loop -> Coroutines.suspendingCalls(loop, TIMES));
  }
}
