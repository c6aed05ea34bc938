package dev.fermata.pipeline.timeline;

import dev.fermata.pipeline.timeline.Stretch.State;
import dev.fermata.pipeline.timeline.Timeline.LeftOut;
import dev.fermata.pipeline.timeline.Timeline.Stage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Timelines made by hand. Times are milliseconds. */
final class Sample {
  private Sample() {}

  static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  static Stretch working(String thread, long from, long to) {
    return new Stretch(State.WORKING, Optional.of(thread), millis(from), millis(to));
  }

  static Stretch blocked(long from, long to) {
    return new Stretch(State.BLOCKED, Optional.empty(), millis(from), millis(to));
  }

  static Stretch waiting(long from, long to) {
    return new Stretch(State.WAITING, Optional.empty(), millis(from), millis(to));
  }

  static Visit visit(
      String stage, int lane, String label, long start, long end, long left, Stretch... stretches) {
    return new Visit(
        stage,
        lane,
        label,
        millis(start),
        millis(end),
        millis(left),
        true,
        Optional.empty(),
        Arrays.asList(stretches),
        0);
  }

  static Timeline timeline(long to, List<Stage> stages, Visit... visits) {
    return new Timeline(
        Duration.ZERO, millis(to), stages, Arrays.asList(visits), new LeftOut(0, false));
  }

  /** Two lanes of one stage and one of another, on two threads. */
  static Timeline small() {
    return timeline(
        100,
        List.of(new Stage("fetch", 2), new Stage("decode", 1)),
        visit("fetch", 0, "a", 0, 40, 40, working("loop", 0, 2), working("loop", 38, 40)),
        visit("fetch", 1, "b", 2, 50, 60, working("loop", 2, 4)),
        visit("decode", 0, "a", 40, 90, 90, working("worker", 45, 90)));
  }
}
