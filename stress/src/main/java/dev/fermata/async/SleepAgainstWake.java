package dev.fermata.async;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A loop looks into its inbox for the last time and goes to sleep, while another thread puts
 * something there and wakes it, if it sleeps: it does not sleep on.
 */
@JCStressTest
@Outcome(id = "false", expect = Expect.ACCEPTABLE, desc = "it did not sleep, or was woken")
@Outcome(expect = Expect.FORBIDDEN, desc = "it sleeps beside its mail")
@State
public class SleepAgainstWake implements LoopClock {

  /** Nobody comes after that, who has not come before. */
  private static final long LONG = TimeUnit.SECONDS.toNanos(5);

  private final EventLoop loop =
      LoopStart.onHost("sleeper", hosted -> new HostedRun(hosted, turn -> {}));
  private volatile boolean handedOver;
  private boolean slept;

  @Actor
  public void sleeper(Z_Result result) {
    loop.thread().beginTurn();
    loop.thread().idle(loop.queue(), this);
    loop.thread().endTurn();
    result.r1 = slept;
  }

  @Actor
  public void producer() {
    loop.queue().handOver(() -> {});
    loop.thread().wake();
    handedOver = true;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  /** Sleeps once everything has been done to wake it: then it finds out at once whether it was. */
  @Override
  public void idle(long nanos, boolean othersAtWork) {
    while (!handedOver) {
      Thread.onSpinWait();
    }
    long asleep = System.nanoTime();
    LockSupport.parkNanos(this, LONG);
    slept = System.nanoTime() - asleep >= LONG;
  }
}
