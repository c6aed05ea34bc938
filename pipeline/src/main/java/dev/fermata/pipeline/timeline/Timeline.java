package dev.fermata.pipeline.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Who ran when in one run of a pipeline: each item at each stage, on which threads, waiting or
 * working. Immutable; recorded by a pipeline that was built with {@code recordTimeline}.
 *
 * <pre>{@code
 * Files.writeString(Path.of("run.svg"), pipeline.timeline().toSvg("One epoch"));
 * Files.writeString(Path.of("run.json"), pipeline.timeline().toChromeTrace());
 * }</pre>
 *
 * @param from beginning of what is shown, since the run began
 * @param to its end, for a whole run when it ended or when this was read
 * @param stages the source first, then in the order in which an item passes them
 * @param visits in the order in which they began
 * @param leftOut what was not kept
 */
public record Timeline(
    Duration from, Duration to, List<Stage> stages, List<Visit> visits, LeftOut leftOut) {

  /**
   * A stage with all its lanes.
   *
   * @param concurrency operations in flight at most
   */
  public record Stage(String name, int concurrency) {}

  /**
   * What there was more than the recording keeps.
   *
   * @param visits items at stages that are not kept at all
   * @param earlier whether these came before those that are kept, else after them
   */
  public record LeftOut(long visits, boolean earlier) {

    /** In words; empty when nothing was left out. */
    public String describe() {
      return visits == 0
          ? ""
          : String.format(
              Locale.ROOT,
              "%,d %s operations are left out, as more were not to be recorded",
              visits,
              earlier ? "earlier" : "later");
    }
  }

  public Timeline {
    stages = List.copyOf(stages);
    visits = List.copyOf(visits);
    if (to.compareTo(from) < 0) {
      throw new IllegalArgumentException("the timeline ends at %s, before %s".formatted(to, from));
    }
  }

  /**
   * A part of it: those visits that have to do with what is between two moments, both since the run
   * began.
   *
   * @throws IllegalArgumentException if {@code end} is before {@code start}
   */
  public Timeline between(Duration start, Duration end) {
    return new Timeline(
        start,
        end,
        stages,
        visits.stream()
            .filter(visit -> visit.left().compareTo(start) >= 0 && visit.start().compareTo(end) < 0)
            .toList(),
        leftOut);
  }

  /**
   * As a picture, the text of an SVG file to be stored as UTF-8: a row for each lane of each stage
   * and for each thread, a bar for each item, working, waiting and blocked with hatchings of their
   * own. It is without scripts, and follows the reader's light or dark scheme. Items too short to
   * be seen one by one are drawn together.
   */
  public String toSvg(String heading) {
    return new TimelinePicture(this, heading).draw();
  }

  /**
   * In the trace event format, JSON to be stored as UTF-8, which Perfetto and {@code
   * chrome://tracing} open: a track for each lane of each stage and for each thread.
   */
  public String toChromeTrace() {
    return new ChromeTrace(this).write();
  }
}
