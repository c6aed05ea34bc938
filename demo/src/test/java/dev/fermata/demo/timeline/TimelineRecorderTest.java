package dev.fermata.demo.timeline;

import static dev.fermata.demo.timeline.Stages.statistics;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.PipelineObserver.Operation;
import dev.fermata.pipeline.PipelineStatistics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineRecorderTest {
  private static final long START = 5_000;

  private final TimelineRecorder recorder =
      new TimelineRecorder(Duration.ofNanos(100), item -> "<" + item + ">", START);

  @Test
  void keepsTheSpansOfTheWindowAndTheDurationsOfAll() {
    recorder.operationEnded(new Operation("read", 1, "a", START + 10), START + 30, null);
    recorder.operationEnded(new Operation("read", 0, "b", START + 99), START + 500, null);
    recorder.operationEnded(
        new Operation("read", 0, "c", START + 600), START + 700, new Exception());

    var stage = timeline().stage("read");

    assertThat(stage.spans())
        .containsExactly(new Span(1, "<a>", 10, 30), new Span(0, "<b>", 99, 500));
    assertThat(stage.durations()).isEqualTo(new DurationSummary(100, 401, 401, 401));
  }

  @Test
  void aStageThatNeverWorkedIsThereAndEmpty() {
    assertThat(timeline().stage("read").spans()).isEmpty();
  }

  @Test
  void theWindowIsNoLongerThanTheRun() {
    assertThat(timeline().window()).isEqualTo(Duration.ofNanos(1));

    recorder.operationEnded(new Operation("read", 1, "a", START + 10), START + 40, null);
    assertThat(timeline().window()).isEqualTo(Duration.ofNanos(40));

    recorder.operationEnded(new Operation("read", 1, "a", START + 50), START + 140, null);
    assertThat(timeline().window()).isEqualTo(Duration.ofNanos(100));
  }

  private Timeline timeline() {
    return recorder.timeline(
        new PipelineStatistics(
            Duration.ofSeconds(1), List.of(statistics("read", 2, 3)), List.of()));
  }
}
