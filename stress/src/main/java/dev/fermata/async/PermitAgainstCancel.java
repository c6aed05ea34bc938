package dev.fermata.async;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** The only permit comes back while the one that waits for it is cancelled: somebody has it. */
@JCStressTest
@Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "the waiter has it")
@Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "it is free")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or there twice")
@State
public class PermitAgainstCancel {

  private final AsyncSemaphore semaphore = new AsyncSemaphore(1);
  private final Task<?> held = semaphore.acquire();
  private final Task<?> waits = semaphore.acquire();

  @Actor
  public void releaser() {
    if (held.isDone()) {
      semaphore.release();
    }
  }

  @Actor
  public void canceller() {
    waits.cancel(true);
  }

  @Arbiter
  public void look(ZI_Result result) {
    result.r1 = waits.isDone() && !waits.isCancelled();
    result.r2 = semaphore.tryAcquire() ? 1 : 0;
  }
}
