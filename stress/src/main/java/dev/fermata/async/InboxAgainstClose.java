package dev.fermata.async;

import dev.fermata.async.internal.Inbox;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The queue through which other threads hand work to a loop: one adds while its owner takes what is
 * there and then closes it. Each addition is either taken, once, or refused.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each was taken or refused")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost or doubled")
@State
public class InboxAgainstClose {

  private final Inbox<int[]> inbox = new Inbox<>();
  private final int[] one = new int[1];
  private final int[] other = new int[1];

  @Actor
  public void producer() {
    addTo(one);
    addTo(other);
  }

  private void addTo(int[] count) {
    if (!inbox.add(count)) {
      count[0]++; // refused
    }
  }

  @Actor
  public void consumer() {
    inbox.drainTo(count -> count[0]++);
    inbox.close(count -> count[0]++);
  }

  @Arbiter
  public void look(II_Result result) {
    result.r1 = one[0];
    result.r2 = other[0];
  }
}
