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
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A call resumes from its first await and suspends at its second on one thread, while another
 * cancels it. The second stage is never completed, so a cancel that nobody sees would hang the call
 * for ever.
 */
@JCStressTest
@Outcome(
    id = "cancelled",
    expect = Expect.ACCEPTABLE,
    desc = "the cancel reached one of the awaits")
@Outcome(expect = Expect.FORBIDDEN, desc = "the cancel was lost")
@State
public class CancelAgainstSuspend {

  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<String> second = new CompletableFuture<>();
  private final CompletableFuture<String> call = call();

  private CompletableFuture<String> call() {
    String one = await(first);
    return completedFuture(one + await(second));
  }

  @Actor
  public void completer() {
    first.complete("value");
  }

  @Actor
  public void canceller() {
    call.cancel(true);
  }

  @Arbiter
  public void look(L_Result result) {
    result.r1 = call.isCancelled() ? "cancelled" : "still waiting";
  }
}
