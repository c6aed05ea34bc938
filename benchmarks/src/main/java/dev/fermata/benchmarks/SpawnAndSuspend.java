package dev.fermata.benchmarks;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.spawn;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.AsyncLocal;
import dev.fermata.async.EventLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Tasks that are spawned, suspend once, and are awaited; in a program without any AsyncLocal, in
 * one that has one, and with one that each task finds set.
 */
@OperationsPerInvocation(ComparedInNanoseconds.TIMES)
public class SpawnAndSuspend extends ComparedInNanoseconds {

  /** Made by its first use: each subject runs in JVMs of its own. */
  private static final class Request {
    static final AsyncLocal<Integer> ID = new AsyncLocal<>(1);
  }

  @Benchmark
  public int fermata() {
    return EventLoop.run(SpawnAndSuspend::awaitTasks);
  }

  @Benchmark
  public int fermataWithAsyncLocal() {
    return Request.ID.get() + EventLoop.run(SpawnAndSuspend::awaitTasks);
  }

  @Benchmark
  public int fermataWithAsyncLocalSet() {
    return EventLoop.run(
        () -> {
          Request.ID.set(2);
          return awaitTasks();
        });
  }

  private static CompletableFuture<Integer> awaitTasks() {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      sum += await(spawn(SpawnAndSuspend::task));
    }
    return completedFuture(sum);
  }

  private static CompletableFuture<Integer> task() {
    await(yieldNow());
    return completedFuture(1);
  }
}
