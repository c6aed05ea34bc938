package dev.fermata.async;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * The turn of a hosted loop sets an alarm for its first timer, which goes off before that turn is
 * over: the sleeper wakes up.
 */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "the timer was heard")
@Outcome(expect = Expect.FORBIDDEN, desc = "the sleeper sleeps for ever")
@State
public class HostedTimerAgainstEnd {

  private final Queue<Runnable> host = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Runnable> alarm = new AtomicReference<>();
  private final EventLoop loop =
      LoopStart.onHost("hosted", hosted -> new HostedRun(hosted, host::add, this::setAlarm));
  private final Task<?> timer = loop.schedule(Duration.ofNanos(1), () -> {});

  private CompletableFuture<?> setAlarm(Runnable ring, long nanos) {
    alarm.set(ring);
    return new CompletableFuture<>();
  }

  @Actor
  public void host() {
    host.remove().run();
  }

  @Actor
  public void clock() {
    Runnable ring = alarm.get();
    while (ring == null) {
      Thread.onSpinWait();
      ring = alarm.get();
    }
    ring.run();
  }

  @Arbiter
  public void look(Z_Result result) {
    for (Runnable turn = host.poll(); turn != null; turn = host.poll()) {
      turn.run();
    }
    result.r1 = timer.isDone();
    loop.close();
  }
}
