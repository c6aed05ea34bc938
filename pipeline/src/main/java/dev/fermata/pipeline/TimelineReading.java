package dev.fermata.pipeline;

import dev.fermata.pipeline.stats.RecordedOperation.Reading;
import dev.fermata.pipeline.stats.RunMeter;
import dev.fermata.pipeline.stats.TimelineRecorder;
import dev.fermata.pipeline.timeline.Stretch;
import dev.fermata.pipeline.timeline.Stretch.State;
import dev.fermata.pipeline.timeline.Timeline;
import dev.fermata.pipeline.timeline.Visit;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what was recorded of a run into records. */
final class TimelineReading {
  private final long began;
  private final long now;

  private TimelineReading(long began, long elapsed) {
    this.began = began;
    this.now = began + elapsed;
  }

  static Timeline of(RunMeter run, TimelineRecorder recorder) {
    long elapsed = run.elapsedNanos();
    var reading = new TimelineReading(run.startNanos().orElse(0), elapsed);
    List<Visit> visits =
        recorder.operations().stream()
            .map(reading::visit)
            .sorted(Comparator.comparing(Visit::start))
            .toList();
    boolean latest = recorder.settings().latest();
    long leftOut = recorder.leftOut();
    Duration whole = Duration.ofNanos(elapsed);
    return new Timeline(
        leftOut > 0 && latest ? visits.get(0).start() : Duration.ZERO,
        leftOut > 0 && !latest ? lastLeft(visits) : whole,
        run.stages().stream()
            .map(stage -> new Timeline.Stage(stage.name(), stage.concurrency()))
            .toList(),
        visits,
        new Timeline.LeftOut(leftOut, latest));
  }

  private static Duration lastLeft(List<Visit> visits) {
    return visits.stream().map(Visit::left).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  private Visit visit(Reading operation) {
    long end = operation.end().orElse(Math.max(now, operation.start()));
    return new Visit(
        operation.stage(),
        operation.lane(),
        operation.label(),
        since(operation.start()),
        since(end),
        since(operation.left().orElse(Math.max(end, now))),
        operation.end().isPresent(),
        operation.failure(),
        operation.stretches().stream().map(this::stretch).toList(),
        operation.stretchesLeftOut());
  }

  private Stretch stretch(dev.fermata.pipeline.stats.RecordedOperation.Stretch recorded) {
    Optional<String> thread = Optional.ofNullable(recorded.thread());
    return new Stretch(
        thread.isPresent() ? State.WORKING : State.BLOCKED,
        thread,
        since(recorded.from()),
        since(recorded.to()));
  }

  private Duration since(long nanoTime) {
    return Duration.ofNanos(nanoTime - began);
  }
}
