package dev.fermata.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.PipelineFailure.StageFailure;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineFailureTest {

  @Test
  void theFirstFailureIsTheCauseAndTheOthersAreSuppressedEachWithItsStage() {
    var first = new IOException("no route");
    var second = new IllegalStateException("late");

    var failure =
        new PipelineFailure(
            List.of(
                new StageFailure("fetch", "failed", first),
                new StageFailure("source", "failed", second)));

    assertThat(failure).hasCause(first);
    assertThat(failure.getSuppressed()).containsExactly(second);
    assertThat(failure.stage()).isEqualTo("fetch");
    assertThat(failure.failures())
        .extracting(StageFailure::stage)
        .containsExactly("fetch", "source");
    assertThat(failure)
        .hasMessageContaining("stage 'fetch' failed: java.io.IOException: no route")
        .hasMessageContaining("stage 'source' failed");
  }
}
