package dev.fermata.async;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * One waits for a task, and is taken off it without an atomic operation. While a thread ends the
 * task, a second comes. Both are told; calls, which run wherever they are woken, once.
 */
@JCStressTest
@Outcome(id = "7, 11, 7, 7", expect = Expect.ACCEPTABLE, desc = "all told, once")
@Outcome(expect = Expect.FORBIDDEN, desc = "forgotten or told twice")
@State
public class SecondWaiterAgainstEnd {

  private final Task<Integer> called = new Task<>();
  private final Task<Integer> gathered = new Task<>();
  private final int[] resumed = new int[2];
  private final CompletableFuture<Integer> firstCall = call(0);
  private final Task<List<Integer>> firstGather = gather();
  private CompletableFuture<Integer> secondCall;
  private Task<List<Integer>> secondGather;

  private CompletableFuture<Integer> call(int which) {
    int value = await(called);
    resumed[which]++;
    return completedFuture(value);
  }

  private Task<List<Integer>> gather() {
    return Async.gather(List.of(gathered, completedFuture(8)));
  }

  @Actor
  public void waiter() {
    secondCall = call(1);
    secondGather = gather();
  }

  @Actor
  public void completer() {
    called.complete(7);
    gathered.complete(7);
  }

  @Arbiter
  public void look(IIII_Result result) {
    result.r1 = firstCall.getNow(-1) == 7 ? secondCall.getNow(-1) : -2;
    result.r2 = resumed[0] + 10 * resumed[1];
    result.r3 = firstGather.getNow(List.of(-1)).get(0);
    result.r4 = secondGather.getNow(List.of(-1)).get(0);
  }
}
