package dev.fermata.pipeline.engine;

import dev.fermata.async.LoopClock;
import dev.fermata.pipeline.stats.OperationListener;
import dev.fermata.pipeline.stats.RunMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a graph is run.
 *
 * @param timed whether times are measured even when nobody observes
 * @param listeners told of every operation
 * @param grace how long a stop waits for what runs, in real time
 * @param clock of everything else; its {@code nanoTime} must be of use to any thread
 */
public record RunSettings(
    boolean timed, List<OperationListener> listeners, Duration grace, LoopClock clock) {

  public static final RunSettings DEFAULT =
      new RunSettings(true, List.of(), Duration.ofSeconds(3), LoopClock.system());

  public RunSettings {
    listeners = List.copyOf(listeners);
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace is %s: give zero or more".formatted(grace));
    }
  }

  public RunSettings observedBy(OperationListener listener) {
    var more = new ArrayList<>(listeners);
    more.add(listener);
    return new RunSettings(timed, more, grace, clock);
  }

  public RunSettings withoutTimes() {
    return new RunSettings(false, listeners, grace, clock);
  }

  public RunSettings withGrace(Duration limit) {
    return new RunSettings(timed, listeners, limit, clock);
  }

  public RunSettings onClock(LoopClock other) {
    return new RunSettings(timed, listeners, grace, other);
  }

  RunMeter meter() {
    return timed || !listeners.isEmpty()
        ? RunMeter.timed(clock::nanoTime, OperationListener.all(listeners))
        : RunMeter.counting();
  }
}
