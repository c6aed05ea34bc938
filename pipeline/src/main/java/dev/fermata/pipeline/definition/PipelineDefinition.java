package dev.fermata.pipeline.definition;

import dev.fermata.pipeline.operation.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A pipeline as it was written down, apart from any run of it: building it twice gives two
 * independent runs.
 *
 * @param stages in the order in which an item passes them
 * @param limits for all stages together
 * @param deadLetters takes the items that failed in stages that have no taker of their own
 */
public record PipelineDefinition(
    SourceDefinition source,
    List<StageDefinition> stages,
    SinkDefinition sink,
    FailureLimits limits,
    Optional<Consumer<? super DeadLetter>> deadLetters) {

  public PipelineDefinition {
    stages = List.copyOf(stages);
  }

  public PipelineDefinition with(StageDefinition stage) {
    var longer = new ArrayList<>(stages);
    longer.add(stage);
    return new PipelineDefinition(source, longer, sink, limits, deadLetters);
  }

  public PipelineDefinition with(SinkDefinition newSink) {
    return new PipelineDefinition(source, stages, newSink, limits, deadLetters);
  }

  public PipelineDefinition with(FailureLimits newLimits) {
    return new PipelineDefinition(source, stages, sink, newLimits, deadLetters);
  }

  public PipelineDefinition withDeadLetters(Consumer<? super DeadLetter> taker) {
    return new PipelineDefinition(source, stages, sink, limits, Optional.of(taker));
  }

  /** One line per part, each with the place where it was written. */
  @Override
  public String toString() {
    return stages.stream()
        .map(stage -> "  " + stage.describe() + " at " + stage.origin() + "\n")
        .collect(
            Collectors.joining(
                "", source.describe() + " at " + source.origin() + "\n", sink.describe() + limits));
  }
}
