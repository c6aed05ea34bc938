package dev.fermata.demo.machine;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;

/** Async methods with locals of several types, some of which are dead at their awaits. */
final class Counting {
  private long step = 1;

  CompletableFuture<Long> count(int limit) {
    long sum = 0;
    for (int i = 0; i < limit; i++) {
      await(CompletableFuture.runAsync(() -> {}));
      sum += step;
      step += sum;
    }
    return completedFuture(sum);
  }

  static CompletableFuture<String> pair(
      CompletableFuture<String> first, CompletableFuture<String> second) {
    String one = await(first);
    String two = await(second);
    return completedFuture(one + two);
  }
}
