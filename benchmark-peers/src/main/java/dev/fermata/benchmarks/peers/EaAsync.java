package dev.fermata.benchmarks.peers;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The benchmarks' work for ea-async, whose Maven plugin instruments this class. */
public final class EaAsync {

  private EaAsync() {}

  public static CompletableFuture<Integer> finished(CompletableFuture<Integer> future, int awaits) {
    int sum = 0;
    for (int i = 0; i < awaits; i++) {
      sum += await(future);
    }
    return completedFuture(sum);
  }

  /** Awaits so many futures, each completed by the loop's next turn. */
  public static CompletableFuture<Integer> suspendAndResume(Executor loop, int awaits) {
    int sum = 0;
    for (int i = 0; i < awaits; i++) {
      CompletableFuture<Integer> future = new CompletableFuture<>();
      loop.execute(() -> future.complete(1));
      sum += await(future);
    }
    return completedFuture(sum);
  }

  /** Awaits a call that itself suspends. */
  public static CompletableFuture<Integer> suspendingCalls(Executor loop, int awaits) {
    int sum = 0;
    for (int i = 0; i < awaits; i++) {
      sum += await(once(loop));
    }
    return completedFuture(sum);
  }

  private static CompletableFuture<Integer> once(Executor loop) {
    CompletableFuture<Integer> future = new CompletableFuture<>();
    loop.execute(() -> future.complete(1));
    return completedFuture(await(future));
  }

  public static CompletableFuture<Integer> one(CompletableFuture<Integer> future) {
    int value = await(future);
    return completedFuture(value + 1);
  }

  /** So many calls, each awaiting the next, the innermost the given future. */
  public static CompletableFuture<Integer> depth(int levels, CompletableFuture<Integer> innermost) {
    int below = await(levels == 0 ? innermost : depth(levels - 1, innermost));
    return completedFuture(below + 1);
  }

  /** Asks another executor for a value so many times; goes on where the answer arrives. */
  public static CompletableFuture<Integer> handOver(Executor loop, Executor other, int trips) {
    int sum = 0;
    for (int i = 0; i < trips; i++) {
      sum += await(CompletableFuture.supplyAsync(() -> 1, other).thenApplyAsync(x -> x, loop));
    }
    return completedFuture(sum);
  }
}
