package dev.fermata.pipeline;

import dev.fermata.async.LoopClock;
import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A virtual clock on which work can take time, too. */
final class SteppingClock implements LoopClock {
  private final VirtualClock sleeping = new VirtualClock();
  private final AtomicLong worked = new AtomicLong();

  /** Work that takes so long; any thread may do it. */
  void pass(Duration time) {
    worked.addAndGet(time.toNanos());
  }

  @Override
  public long nanoTime() {
    return sleeping.nanoTime() + worked.get();
  }

  @Override
  public void idle(long nanos, boolean othersAtWork) {
    sleeping.idle(nanos, othersAtWork);
  }
}
