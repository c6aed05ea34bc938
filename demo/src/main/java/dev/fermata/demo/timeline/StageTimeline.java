package dev.fermata.demo.timeline;

import dev.fermata.pipeline.StageStatistics;
import java.util.List;

/**
 * One stage of a timeline.
 *
 * @param statistics of the whole run
 * @param durations of all operations of the run
 * @param spans the operations that began within the timeline's window
 */
public record StageTimeline(
    StageStatistics statistics, DurationSummary durations, List<Span> spans) {

  public StageTimeline {
    spans = List.copyOf(spans);
  }

  String name() {
    return statistics.stage();
  }

  int concurrency() {
    return statistics.concurrency();
  }
}
