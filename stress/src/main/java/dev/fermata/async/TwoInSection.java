package dev.fermata.async;

import dev.fermata.async.internal.SpinLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * Two threads enter a section one after the other, and the second sees all that the first has
 * written, fields and what they refer to.
 */
@JCStressTest
@Outcome(id = "1, 1, 2, 2", expect = Expect.ACCEPTABLE, desc = "one after the other")
@Outcome(id = "2, 2, 1, 1", expect = Expect.ACCEPTABLE, desc = "the other way round")
@Outcome(expect = Expect.FORBIDDEN, desc = "both at once, or half seen")
@State
public class TwoInSection {

  private final SpinLock lock = new SpinLock();

  private int entered;
  private int[] copy = new int[1];

  @Actor
  public void one(IIII_Result result) {
    lock.enter();
    try {
      result.r1 = ++entered;
      result.r2 = oneMore();
    } finally {
      lock.leave();
    }
  }

  @Actor
  public void other(IIII_Result result) {
    lock.enter();
    try {
      result.r3 = ++entered;
      result.r4 = oneMore();
    } finally {
      lock.leave();
    }
  }

  private int oneMore() {
    copy = new int[] {copy[0] + 1};
    return copy[0];
  }
}
