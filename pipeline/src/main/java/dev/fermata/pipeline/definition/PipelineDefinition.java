package dev.fermata.pipeline.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A pipeline as it was written down, apart from any run of it: building it twice gives two
 * independent runs.
 *
 * @param stages in the order in which an item passes them
 */
public record PipelineDefinition(
    SourceDefinition source, List<StageDefinition> stages, SinkDefinition sink) {

  public PipelineDefinition {
    stages = List.copyOf(stages);
  }

  public PipelineDefinition with(StageDefinition stage) {
    var longer = new ArrayList<>(stages);
    longer.add(stage);
    return new PipelineDefinition(source, longer, sink);
  }

  public PipelineDefinition with(SinkDefinition newSink) {
    return new PipelineDefinition(source, stages, newSink);
  }

  /** One line per part, each with the place where it was written. */
  @Override
  public String toString() {
    return stages.stream()
        .map(stage -> "  " + stage.describe() + " at " + stage.origin() + "\n")
        .collect(
            Collectors.joining(
                "", source.describe() + " at " + source.origin() + "\n", sink.describe()));
  }
}
