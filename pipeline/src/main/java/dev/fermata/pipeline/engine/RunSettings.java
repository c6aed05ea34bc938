package dev.fermata.pipeline.engine;

import dev.fermata.async.LoopClock;
import dev.fermata.pipeline.stats.Listeners;
import dev.fermata.pipeline.stats.OperationListener;
import dev.fermata.pipeline.stats.RunMeter;
import dev.fermata.pipeline.stats.TimelineRecorder;
import dev.fermata.pipeline.stats.TimelineSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a graph is run.
 *
 * @param timed whether times are measured even when nobody observes
 * @param listeners told of every operation
 * @param timeline what is recorded of who ran when
 * @param reports told of the numbers, at intervals and at the end
 * @param grace how long a stop waits for what runs, in real time
 * @param clock of everything else; its {@code nanoTime} must be of use to any thread
 */
public record RunSettings(
    boolean timed,
    List<OperationListener> listeners,
    Optional<TimelineSettings> timeline,
    List<Report> reports,
    Duration grace,
    LoopClock clock) {

  /** What is told of the run's numbers, at intervals and at the end. */
  public record Report(Duration interval, Consumer<RunMeter> reader) {
    public Report {
      if (interval.isZero() || interval.isNegative()) {
        throw new IllegalArgumentException(
            "statistics cannot be told every %s: give more than zero".formatted(interval));
      }
    }
  }

  public static final RunSettings DEFAULT =
      new RunSettings(
          true, List.of(), Optional.empty(), List.of(), Duration.ofSeconds(3), LoopClock.system());

  public RunSettings {
    listeners = List.copyOf(listeners);
    reports = List.copyOf(reports);
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace is %s: give zero or more".formatted(grace));
    }
  }

  public RunSettings observedBy(OperationListener listener) {
    var more = new ArrayList<>(listeners);
    more.add(listener);
    return new RunSettings(timed, more, timeline, reports, grace, clock);
  }

  public RunSettings recorded(TimelineSettings recording) {
    return new RunSettings(timed, listeners, Optional.of(recording), reports, grace, clock);
  }

  public RunSettings reportedTo(Report report) {
    var more = new ArrayList<>(reports);
    more.add(report);
    return new RunSettings(timed, listeners, timeline, more, grace, clock);
  }

  public RunSettings withoutTimes() {
    return new RunSettings(false, listeners, timeline, reports, grace, clock);
  }

  public RunSettings withGrace(Duration limit) {
    return new RunSettings(timed, listeners, timeline, reports, limit, clock);
  }

  public RunSettings onClock(LoopClock other) {
    return new RunSettings(timed, listeners, timeline, reports, grace, other);
  }

  RunMeter meter() {
    if (timeline.isPresent()) {
      var recorder = new TimelineRecorder(timeline.get(), clock::nanoTime);
      var all = new ArrayList<>(listeners);
      all.add(recorder);
      return RunMeter.recorded(clock::nanoTime, Listeners.all(all), recorder);
    }
    return timed || !listeners.isEmpty()
        ? RunMeter.timed(clock::nanoTime, Listeners.all(listeners))
        : RunMeter.counting();
  }
}
