package dev.fermata.pipeline.graph;

import dev.fermata.pipeline.definition.PipelineDefinition;
import dev.fermata.pipeline.definition.SinkDefinition;
import dev.fermata.pipeline.definition.StageDefinition;
import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import dev.fermata.pipeline.definition.StageDefinition.AsyncPipe;
import dev.fermata.pipeline.definition.StageDefinition.BlockingPipe;
import dev.fermata.pipeline.definition.StageSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds every mistake of a definition, so that one build shows them all. */
final class DefinitionCheck {
  private final List<String> mistakes = new ArrayList<>();

  private DefinitionCheck() {}

  static void requireSound(PipelineDefinition definition) {
    var check = new DefinitionCheck();
    definition.stages().forEach(check::stage);
    check.sink(definition.sink());
    if (!check.mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", check.mistakes));
    }
  }

  private void stage(StageDefinition stage) {
    if (stage instanceof AsyncPipe pipe) {
      settings(pipe, pipe.settings());
      require(
          pipe.settings().executor().isEmpty(),
          pipe,
          "its operation is async and runs on the pipeline's loop, the executor would never be"
              + " used: leave it out, or use pipeBlocking");
    } else if (stage instanceof BlockingPipe pipe) {
      settings(pipe, pipe.settings());
    } else if (stage instanceof Aggregate aggregate) {
      require(
          aggregate.count() >= 1,
          stage,
          "it cannot collect %d items into one: give a count of 1 or more"
              .formatted(aggregate.count()));
    } // A Disaggregate has nothing that could be wrong.
  }

  private void settings(StageDefinition stage, StageSettings settings) {
    require(
        settings.concurrency() >= 1,
        stage,
        "concurrency is %d: give 1 or more".formatted(settings.concurrency()));
    settings
        .timeout()
        .ifPresent(
            timeout ->
                require(
                    timeout.compareTo(Duration.ZERO) > 0,
                    stage,
                    "timeout is %s: give more than zero, or leave it out for none"
                        .formatted(timeout)));
    settings
        .maxFailures()
        .ifPresent(
            limit ->
                require(
                    limit >= 0,
                    stage,
                    "maxFailures is %d: give 0 to end the pipeline at the first failure, or leave it out for no limit"
                        .formatted(limit)));
    settings
        .maxFailureRate()
        .ifPresent(
            limit ->
                require(
                    limit > 0 && limit <= 1,
                    stage,
                    "maxFailureRate is %s: give a share above 0 and up to 1, such as 0.05"
                        .formatted(limit)));
  }

  private void sink(SinkDefinition sink) {
    if (sink.bufferSize() < 1) {
      mistakes.add(
          "sink: its buffer cannot hold %d items, give 1 or more (at %s)"
              .formatted(sink.bufferSize(), sink.origin()));
    }
  }

  private void require(boolean sound, StageDefinition stage, String otherwise) {
    if (!sound) {
      mistakes.add("stage '%s': %s (at %s)".formatted(stage.name(), otherwise, stage.origin()));
    }
  }
}
