package dev.fermata.demo.timeline;

import dev.fermata.pipeline.StageStatistics;
import dev.fermata.pipeline.TimeDistribution;
import java.time.Duration;
import java.util.List;

/** Stages for tests. */
final class Stages {
  static final long MILLI = 1_000_000;

  private Stages() {}

  static StageTimeline stage(String name, int concurrency, List<Span> spans) {
    long[] durations = spans.stream().mapToLong(Span::duration).toArray();
    return new StageTimeline(
        statistics(name, concurrency, spans.size()), DurationSummary.of(durations), spans);
  }

  /** Half of the time at work, a tenth blocked. */
  static StageStatistics statistics(String name, int concurrency, long count) {
    return new StageStatistics(
        name,
        concurrency,
        count,
        count,
        1,
        0,
        Duration.ofSeconds(5L * concurrency),
        Duration.ofSeconds(4L * concurrency),
        Duration.ofSeconds(concurrency),
        Duration.ofSeconds(10),
        TimeDistribution.NONE);
  }

  static Span span(int lane, double startMillis, double endMillis) {
    return new Span(lane, "item", Math.round(startMillis * MILLI), Math.round(endMillis * MILLI));
  }
}
