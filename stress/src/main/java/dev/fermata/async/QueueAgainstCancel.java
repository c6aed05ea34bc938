package dev.fermata.async;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/**
 * A queue is given an item by one thread while another cancels the task that waits for it: either
 * the task has the item, or the queue still has it.
 */
@JCStressTest
@Outcome(id = "item, 0", expect = Expect.ACCEPTABLE, desc = "the item was delivered")
@Outcome(id = "cancelled, 1", expect = Expect.ACCEPTABLE, desc = "the item stayed")
@Outcome(expect = Expect.FORBIDDEN, desc = "the item is lost, or there twice")
@State
public class QueueAgainstCancel {

  private final AsyncQueue<String> queue = new AsyncQueue<>(1);
  private final Task<String> get = queue.get();

  @Actor
  public void producer() {
    queue.put("item");
  }

  @Actor
  public void canceller() {
    get.cancel(true);
  }

  @Arbiter
  public void look(LI_Result result) {
    result.r1 = get.isCancelled() ? "cancelled" : get.getNow("lost");
    result.r2 = queue.size();
  }
}
