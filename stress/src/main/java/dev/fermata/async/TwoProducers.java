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
 * The queue through which other threads hand work to a loop: two add at once, and both additions
 * are there, once each.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both were taken")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost or doubled")
@State
public class TwoProducers {

  private final Inbox<int[]> inbox = new Inbox<>();
  private final int[] one = new int[1];
  private final int[] other = new int[1];

  @Actor
  public void oneProducer() {
    inbox.add(one);
  }

  @Actor
  public void otherProducer() {
    inbox.add(other);
  }

  @Arbiter
  public void look(II_Result result) {
    inbox.drainTo(count -> count[0]++);
    result.r1 = one[0];
    result.r2 = other[0];
  }
}
