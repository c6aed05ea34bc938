package dev.fermata.pipeline;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run's numbers as lines of text. */
final class StatisticsTable {
  private StatisticsTable() {}

  static String of(PipelineStatistics statistics) {
    return "after %s%n%s%n%s%s"
        .formatted(
            statistics.elapsed(),
            statistics.stages().stream()
                .map(StatisticsTable::line)
                .collect(Collectors.joining("\n")),
            statistics.queues().stream()
                .map(StatisticsTable::line)
                .collect(Collectors.joining("\n")),
            statistics.bottleneck().map(found -> "\n" + found).orElse(""));
  }

  private static String line(StageStatistics stage) {
    return String.format(
        Locale.ROOT,
        "  stage %-16s %,9d done, %d failed, %d dropped; mean %s, P50 %s, P90 %s, P99 %s; %3.0f %% of concurrency %d used",
        stage.stage(),
        stage.count(),
        stage.failed(),
        stage.dropped(),
        millis(stage.meanTime()),
        millis(stage.times().p50()),
        millis(stage.times().p90()),
        millis(stage.times().p99()),
        100 * stage.occupancy(),
        stage.concurrency());
  }

  private static String line(QueueStatistics queue) {
    return String.format(
        Locale.ROOT,
        "  queue %-16s %,9d in, %.1f per s; waits for room %s, for items %s; %3.0f %% of %d full",
        queue.queue(),
        queue.received(),
        queue.rate(),
        millis(queue.putWait()),
        millis(queue.getWait()),
        100 * queue.occupancy(),
        queue.capacity());
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.3f ms", time.toNanos() / 1e6);
  }
}
