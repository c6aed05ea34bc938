package dev.fermata.demo.timeline;

import static java.util.Locale.ROOT;

import dev.fermata.pipeline.StageStatistics;
import java.time.Duration;

/**
 * A timeline's stages as a table of text: how many operations, how long they took, and how the
 * stage's time was spent: at work, starved (waiting for items) or blocked (waiting for room).
 */
public final class StageTable {
  private StageTable() {}

  public static String of(Timeline timeline) {
    var table = new StringBuilder();
    table.append(
        String.format(
            ROOT,
            "  %-13s %9s %9s %7s %8s %8s %8s %8s %8s %8s%n",
            "",
            "at a time",
            "count",
            "failed",
            "P50 ms",
            "P90 ms",
            "P99 ms",
            "working",
            "starved",
            "blocked"));
    timeline.stages().forEach(stage -> table.append(row(stage)));
    return table.toString();
  }

  private static String row(StageTimeline stage) {
    var statistics = stage.statistics();
    var durations = stage.durations();
    return String.format(
        ROOT,
        "  %-13s %9d %,9d %,7d %8.2f %8.2f %8.2f %6.0f %% %6.0f %% %6.0f %%%n",
        stage.name(),
        stage.concurrency(),
        statistics.count(),
        statistics.failed(),
        durations.p50() / 1e6,
        durations.p90() / 1e6,
        durations.p99() / 1e6,
        percent(statistics.working(), statistics),
        percent(statistics.starved(), statistics),
        percent(statistics.blocked(), statistics));
  }

  private static double percent(Duration part, StageStatistics stage) {
    double whole = stage.working().plus(stage.starved()).plus(stage.blocked()).toNanos();
    return whole == 0 ? 0 : 100 * part.toNanos() / whole;
  }
}
