package dev.fermata.demo.timeline;

import static dev.fermata.demo.timeline.Stages.span;
import static dev.fermata.demo.timeline.Stages.stage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageTableTest {

  @Test
  void hasARowForEachStage() {
    var timeline =
        new Timeline(
            Duration.ofSeconds(1),
            List.of(
                stage("list", 1, List.of()),
                stage("read", 16, List.of(span(0, 0, 2.5), span(1, 0, 12)))));

    assertThat(StageTable.of(timeline))
        .isEqualTo(
            """
                            at a time     count  failed   P50 ms   P90 ms   P99 ms  working  starved  blocked
              list                  1         0       1     0.00     0.00     0.00     50 %     40 %     10 %
              read                 16         2       1     2.50    12.00    12.00     50 %     40 %     10 %
            """);
  }
}
