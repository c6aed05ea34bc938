package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Awaiting a future that has failed, and catching the failure. */
@OperationsPerInvocation(ComparedInNanoseconds.TIMES)
public class FailedAwait extends ComparedInNanoseconds {

  private final CompletableFuture<Integer> failed = failedFuture(new IllegalStateException("no"));

  @Benchmark
  public CompletableFuture<Integer> fermata() {
    int caught = 0;
    for (int i = 0; i < TIMES; i++) {
      try {
        await(failed);
      } catch (IllegalStateException failure) {
        caught++;
      }
    }
    return completedFuture(caught);
  }

  @Benchmark
  public CompletableFuture<Integer> join() {
    int caught = 0;
    for (int i = 0; i < TIMES; i++) {
      try {
        failed.join();
      } catch (CompletionException failure) {
        caught++;
      }
    }
    return completedFuture(caught);
  }

  @Benchmark
  public CompletableFuture<Integer> chain() {
    CompletableFuture<Integer> caught = completedFuture(0);
    for (int i = 0; i < TIMES; i++) {
      caught = caught.thenCombine(failed.exceptionally(failure -> 1), Integer::sum);
    }
    return caught;
  }
}
