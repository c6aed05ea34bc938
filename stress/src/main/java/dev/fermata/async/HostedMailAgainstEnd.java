package dev.fermata.async;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A host runs a turn of a loop that is hosted on it. An action that is handed over meanwhile posts
 * a turn only if none is posted; whichever end of the turn it meets, it runs.
 */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "the action has run")
@Outcome(expect = Expect.FORBIDDEN, desc = "a turn was not posted")
@State
public class HostedMailAgainstEnd {

  private final Queue<Runnable> host = new ConcurrentLinkedQueue<>();
  private final EventLoop loop =
      LoopStart.onHost("hosted", hosted -> new HostedRun(hosted, host::add));
  private boolean ran;

  public HostedMailAgainstEnd() {
    loop.execute(() -> {});
  }

  @Actor
  public void host() {
    host.remove().run();
  }

  @Actor
  public void producer() {
    loop.execute(() -> ran = true);
  }

  @Arbiter
  public void look(Z_Result result) {
    for (Runnable turn = host.poll(); turn != null; turn = host.poll()) {
      turn.run();
    }
    result.r1 = ran;
  }
}
