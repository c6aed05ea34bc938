package dev.fermata.pipeline.timeline;

import static java.util.stream.Collectors.joining;

import dev.fermata.pipeline.timeline.Stretch.State;
import dev.fermata.pipeline.timeline.Timeline.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a picture shows, for those who do not see it. */
final class TimelineWords {
  private TimelineWords() {}

  static String meaning(State state) {
    return switch (state) {
      case WORKING -> "working: a thread runs the operation";
      case WAITING -> "waiting: it awaits, and holds no thread";
      case BLOCKED -> "blocked: its result waits for turn or room";
    };
  }

  static String of(Timeline timeline) {
    return timeline.stages().stream()
        .map(stage -> of(stage, timeline.visits()))
        .collect(joining("; ", "", "."));
  }

  private static String of(Stage stage, List<Visit> all) {
    List<Visit> visits = all.stream().filter(visit -> visit.stage().equals(stage.name())).toList();
    return String.format(
        Locale.ROOT,
        "%s: %,d operations, %d at a time, %s",
        stage.name(),
        visits.size(),
        stage.concurrency(),
        List.of(State.values()).stream()
            .map(state -> "%d ms %s".formatted(sum(visits, state).toMillis(), state.word()))
            .collect(joining(", ")));
  }

  private static Duration sum(List<Visit> visits, State state) {
    return visits.stream()
        .flatMap(visit -> visit.phases().stream())
        .filter(phase -> phase.state() == state)
        .map(Stretch::length)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
