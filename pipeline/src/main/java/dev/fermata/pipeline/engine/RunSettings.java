package dev.fermata.pipeline.engine;

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
 * @param grace how long a stop waits for what runs
 */
public record RunSettings(boolean timed, List<OperationListener> listeners, Duration grace) {

  public static final RunSettings DEFAULT = new RunSettings(true, List.of(), Duration.ofSeconds(3));

  public RunSettings {
    listeners = List.copyOf(listeners);
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace is %s: give zero or more".formatted(grace));
    }
  }

  public RunSettings observedBy(OperationListener listener) {
    var more = new ArrayList<>(listeners);
    more.add(listener);
    return new RunSettings(timed, more, grace);
  }

  public RunSettings withoutTimes() {
    return new RunSettings(false, listeners, grace);
  }

  public RunSettings withGrace(Duration limit) {
    return new RunSettings(timed, listeners, limit);
  }

  RunMeter meter() {
    return timed || !listeners.isEmpty()
        ? RunMeter.timed(System::nanoTime, OperationListener.all(listeners))
        : RunMeter.counting();
  }
}
