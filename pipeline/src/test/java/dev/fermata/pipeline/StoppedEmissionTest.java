package dev.fermata.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StoppedEmissionTest {

  /** The operation awaits something else than its results, for which there is no room. */
  @Test
  @Timeout(60)
  void whatWasEmittedKeepsNoStoppedPipelineFromEnding() throws Exception {
    var emitted = new CountDownLatch(1);
    var end = new CompletableFuture<Void>();
    try (Pipeline<Integer> pipeline =
        Pipeline.from(List.of(1))
            .<Integer>pipeEmitting(
                "rush",
                (item, out) -> {
                  for (int i = 0; i < 20; i++) {
                    out.emit(i);
                  }
                  emitted.countDown();
                  return end;
                },
                s -> {})
            .sink(1)
            .grace(Duration.ofSeconds(30))
            .build()) {
      pipeline.start();
      assertThat(emitted.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(end).isCancelled();
  }
}
