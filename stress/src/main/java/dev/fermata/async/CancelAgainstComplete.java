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
import org.openjdk.jcstress.infra.results.LI_Result;

/**
 * A suspended call, off loops, is cancelled by one thread while another completes what it awaits.
 * It ends in one of the two ways, and its {@code finally} block runs once.
 */
@JCStressTest
@Outcome(id = "value, 1", expect = Expect.ACCEPTABLE, desc = "the value came first")
@Outcome(id = "cancelled, 1", expect = Expect.ACCEPTABLE, desc = "the cancel came first")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled, or neither")
@State
public class CancelAgainstComplete {

  private final CompletableFuture<String> awaited = new CompletableFuture<>();
  private int cleanedUp;
  private final CompletableFuture<String> call = call();

  private CompletableFuture<String> call() {
    try {
      return completedFuture(await(awaited));
    } finally {
      cleanedUp++;
    }
  }

  @Actor
  public void completer() {
    awaited.complete("value");
  }

  @Actor
  public void canceller() {
    call.cancel(true);
  }

  @Arbiter
  public void look(LI_Result result) {
    result.r1 = call.isCancelled() ? "cancelled" : call.getNow("lost");
    result.r2 = cleanedUp;
  }
}
