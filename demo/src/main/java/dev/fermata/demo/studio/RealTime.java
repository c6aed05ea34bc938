package dev.fermata.demo.studio;

import dev.fermata.async.LoopClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The time on the wall. */
public final class RealTime implements StudioTime {

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void pass(Duration duration) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(duration.toNanos());
  }

  @Override
  public void beforeBlocking(BooleanSupplier ready) {}

  @Override
  public Thread newThread(Runnable body, String name) {
    var thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void outsideBegins(String what) {}

  @Override
  public void outsideEnds(String what) {}

  @Override
  public LoopClock loopClock() {
    return LoopClock.system();
  }
}
