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
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A task ends while another thread forces a value on it, as happens to what is taken back from a
 * call that is cancelled: one of them wakes the call that waits, and the forced value stays.
 */
@JCStressTest
@Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "resumed once, with the first value")
@Outcome(id = "2, 1, 2", expect = Expect.ACCEPTABLE, desc = "resumed once, with the forced value")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or resumed by both")
@State
public class CompleteAgainstObtrude {

  private final Task<Integer> task = new Task<>();
  private int resumed;
  private final CompletableFuture<Integer> call = call();

  private CompletableFuture<Integer> call() {
    int value = await(task);
    resumed++;
    return completedFuture(value);
  }

  @Actor
  public void completer() {
    task.complete(1);
  }

  @Actor
  public void obtruder() {
    task.obtrudeValue(2);
  }

  @Arbiter
  public void look(III_Result result) {
    result.r1 = call.getNow(-1);
    result.r2 = resumed;
    result.r3 = task.getNow(-1);
  }
}
