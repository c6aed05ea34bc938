package dev.fermata.demo.timeline;

import static dev.fermata.demo.timeline.Stages.statistics;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.PipelineObserver.Operation;
import dev.fermata.pipeline.PipelineStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelineRecorderTest {
  private static final long START = -5_000;

  private final TimelineRecorder recorder =
      new TimelineRecorder(Duration.ofNanos(100), item -> "<" + item + ">");

  @Test
  void keepsTheSpansOfTheWindowAndTheDurationsOfAll() {
    record(1, "a", 0, 20, null);
    record(0, "b", 99, 500, null);
    record(0, "c", 600, 700, new Exception());

    var stage = timeline().stage("read");

    assertThat(stage.spans())
        .containsExactly(new Span(1, "<a>", 0, 20), new Span(0, "<b>", 99, 500));
    assertThat(stage.durations()).isEqualTo(new DurationSummary(100, 401, 401, 401));
  }

  @Test
  void aStageThatNeverWorkedIsThereAndEmpty() {
    assertThat(timeline().stage("read").spans()).isEmpty();
    assertThat(timeline().without(Set.of("read")).stages()).isEmpty();
  }

  @Test
  void theWindowIsNoLongerThanTheRun() {
    assertThat(timeline().window()).isEqualTo(Duration.ofNanos(1));

    record(1, "a", 0, 40, null);
    assertThat(timeline().window()).isEqualTo(Duration.ofNanos(40));

    record(1, "b", 50, 140, null);
    assertThat(timeline().window()).isEqualTo(Duration.ofNanos(100));
  }

  private void record(int lane, String item, long start, long end, Exception failure) {
    var operation = new Operation("read", lane, item, START + start);
    recorder.operationStarted(operation);
    recorder.operationEnded(operation, START + end, failure);
  }

  private Timeline timeline() {
    return recorder.timeline(
        new PipelineStatistics(
            Duration.ofSeconds(1), List.of(statistics("read", 2, 3)), List.of()));
  }
}
