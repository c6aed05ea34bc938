package dev.fermata.pipeline.graph;

import dev.fermata.pipeline.definition.FailureLimits;
import dev.fermata.pipeline.definition.RateLimit;
import dev.fermata.pipeline.definition.Retry;
import dev.fermata.pipeline.definition.StageDefinition.AsyncPipe;
import dev.fermata.pipeline.definition.StageDefinition.EmittingPipe;
import dev.fermata.pipeline.definition.StageDefinition.OneToMany;
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
    limits(settings.limits()).forEach(mistake -> require(false, mistake));
    settings.retry().ifPresent(this::retry);
    settings.rate().ifPresent(this::rate);
    require(
        settings.executor().isEmpty() || !runsOnLoop(),
        "its operation is async and runs on the pipeline's loop, the executor would never be used:"
            + " leave it out, or use pipeBlocking");
  }

  static List<String> limits(FailureLimits limits) {
    var mistakes = new ArrayList<String>();
    limits.maxFailures().stream()
        .filter(limit -> limit < 0)
        .mapToObj(
            "maxFailures is %d: give 0 to end the pipeline at the first failure, or leave it out for no limit"
                ::formatted)
        .forEach(mistakes::add);
    limits.maxFailureRate().stream()
        .filter(limit -> !(limit > 0 && limit <= 1))
        .mapToObj("maxFailureRate is %s: give a share above 0 and up to 1, such as 0.05"::formatted)
        .forEach(mistakes::add);
    return mistakes;
  }

  private void retry(Retry retry) {
    require(
        retry.times() >= 1,
        "it retries %d times: give 1 or more, or leave retry out".formatted(retry.times()));
    require(
        !retry.firstPause().isNegative(),
        "the pause before it retries is %s: give zero or more".formatted(retry.firstPause()));
    require(
        !(pipe instanceof OneToMany),
        "an operation with many results cannot be retried, as the results of the failed attempt"
            + " were handed on already: retry within the operation");
  }

  private void rate(RateLimit rate) {
    require(
        rate.operations() >= 1,
        "its rate is %d operations: give 1 or more".formatted(rate.operations()));
    require(
        rate.per().compareTo(Duration.ZERO) > 0,
        "its rate is per %s: give more than zero".formatted(rate.per()));
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
