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
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * One thread calls a method that awaits, while another completes what is awaited: a plain future
 * and a task. However they meet, the call ends, once, and sees what was written before completion.
 */
@JCStressTest
@Outcome(id = "7, 1, 7, 1", expect = Expect.ACCEPTABLE, desc = "resumed once, with all it saw")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled, or half seen")
@State
public class AwaitAgainstComplete {

  private final CompletableFuture<int[]> plain = new CompletableFuture<>();
  private final Task<int[]> task = new Task<>();
  private int resumedPlain;
  private int resumedTask;
  private CompletableFuture<Integer> awaitsPlain;
  private CompletableFuture<Integer> awaitsTask;

  @Actor
  public void completer() {
    plain.complete(new int[] {7});
    task.complete(new int[] {7});
  }

  @Actor
  public void caller() {
    awaitsPlain = plainly();
    awaitsTask = asTask();
  }

  private CompletableFuture<Integer> plainly() {
    int value = await(plain)[0];
    resumedPlain++;
    return completedFuture(value);
  }

  private CompletableFuture<Integer> asTask() {
    int value = await(task)[0];
    resumedTask++;
    return completedFuture(value);
  }

  @Arbiter
  public void look(IIII_Result result) {
    result.r1 = awaitsPlain.getNow(-1);
    result.r2 = resumedPlain;
    result.r3 = awaitsTask.getNow(-1);
    result.r4 = resumedTask;
  }
}
