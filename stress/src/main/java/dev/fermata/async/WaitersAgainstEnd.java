package dev.fermata.async;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A call waits for a task; another begins to, while a thread ends it: both are told. */
@JCStressTest
@Outcome(id = "7, 7", expect = Expect.ACCEPTABLE, desc = "both resumed")
@Outcome(expect = Expect.FORBIDDEN, desc = "a waiter was forgotten")
@State
public class WaitersAgainstEnd {

  private final Task<Integer> task = new Task<>();
  private final CompletableFuture<Integer> one = call();
  private CompletableFuture<Integer> other;

  private CompletableFuture<Integer> call() {
    return completedFuture(await(task) + 0);
  }

  @Actor
  public void waiter() {
    other = call();
  }

  @Actor
  public void completer() {
    task.complete(7);
  }

  @Arbiter
  public void look(II_Result result) {
    result.r1 = one.getNow(-1);
    result.r2 = other.getNow(-1);
  }
}
