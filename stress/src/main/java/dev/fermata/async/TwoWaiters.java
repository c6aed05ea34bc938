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

/** Two threads begin to wait for one task at once, which ends later: both are told. */
@JCStressTest
@Outcome(id = "7, 7", expect = Expect.ACCEPTABLE, desc = "both resumed")
@Outcome(expect = Expect.FORBIDDEN, desc = "a waiter was forgotten")
@State
public class TwoWaiters {

  private final Task<Integer> task = new Task<>();
  private CompletableFuture<Integer> one;
  private CompletableFuture<Integer> other;

  private CompletableFuture<Integer> call() {
    return completedFuture(await(task) + 0);
  }

  @Actor
  public void oneWaiter() {
    one = call();
  }

  @Actor
  public void otherWaiter() {
    other = call();
  }

  @Arbiter
  public void look(II_Result result) {
    task.complete(7);
    result.r1 = one.getNow(-1);
    result.r2 = other.getNow(-1);
  }
}
