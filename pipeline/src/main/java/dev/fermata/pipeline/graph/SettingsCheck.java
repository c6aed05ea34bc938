package dev.fermata.pipeline.graph;

import dev.fermata.pipeline.definition.StageDefinition.AsyncPipe;
import dev.fermata.pipeline.definition.StageDefinition.EmittingPipe;
import dev.fermata.pipeline.definition.StageDefinition.Pipe;
import dev.fermata.pipeline.definition.StageSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds every mistake in one stage's settings. */
final class SettingsCheck {
  private final Pipe pipe;
  private final List<String> mistakes = new ArrayList<>();

  private SettingsCheck(Pipe pipe) {
    this.pipe = pipe;
  }

  static List<String> mistakes(Pipe pipe) {
    var check = new SettingsCheck(pipe);
    check.settings(pipe.settings());
    return check.mistakes;
  }

  private void settings(StageSettings settings) {
    require(
        settings.concurrency() >= 1,
        "concurrency is %d: give 1 or more".formatted(settings.concurrency()));
    settings
        .timeout()
        .ifPresent(
            timeout ->
                require(
                    timeout.compareTo(Duration.ZERO) > 0,
                    "timeout is %s: give more than zero, or leave it out for none"
                        .formatted(timeout)));
    settings
        .maxFailures()
        .ifPresent(
            limit ->
                require(
                    limit >= 0,
                    "maxFailures is %d: give 0 to end the pipeline at the first failure, or leave it out for no limit"
                        .formatted(limit)));
    settings
        .maxFailureRate()
        .ifPresent(
            limit ->
                require(
                    limit > 0 && limit <= 1,
                    "maxFailureRate is %s: give a share above 0 and up to 1, such as 0.05"
                        .formatted(limit)));
    require(
        settings.executor().isEmpty() || !runsOnLoop(),
        "its operation is async and runs on the pipeline's loop, the executor would never be used:"
            + " leave it out, or use pipeBlocking");
  }

  private boolean runsOnLoop() {
    return pipe instanceof AsyncPipe || pipe instanceof EmittingPipe;
  }

  private void require(boolean sound, String otherwise) {
    if (!sound) {
      mistakes.add("stage '%s': %s (at %s)".formatted(pipe.name(), otherwise, pipe.origin()));
    }
  }
}
