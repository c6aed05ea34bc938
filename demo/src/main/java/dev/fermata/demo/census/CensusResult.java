package dev.fermata.demo.census;

import dev.fermata.demo.timeline.Timeline;
import java.time.Duration;

/** What was counted, and how the counting went. */
public record CensusResult(Report report, Duration elapsed, Timeline timeline) {

  public double filesPerSecond() {
    return report.classFiles() / (elapsed.toNanos() / 1e9);
  }
}
