package dev.fermata.pipeline.definition;

import dev.fermata.pipeline.operation.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A pipeline as it was written down, apart from any run of it: building it twice gives two
 * independent runs.
 *
 * @param stages in the order in which an item passes them
 * @param background tasks beside the stages
 * @param limits for all stages together
 * @param deadLetters takes the items that failed in stages that have no taker of their own
 */
public record PipelineDefinition(
    SourceDefinition source,
    List<StageDefinition> stages,
    SinkDefinition sink,
    List<BackgroundDefinition> background,
    FailureLimits limits,
    Optional<Consumer<? super DeadLetter>> deadLetters) {

  public PipelineDefinition {
    stages = List.copyOf(stages);
    background = List.copyOf(background);
  }

  /** Nothing but a source. */
  public static PipelineDefinition of(SourceDefinition source) {
    return new PipelineDefinition(
        source,
        List.of(),
        new SinkDefinition(SinkDefinition.DEFAULT_BUFFER_SIZE, source.origin()),
        List.of(),
        FailureLimits.NONE,
        Optional.empty());
  }

  public PipelineDefinition with(StageDefinition stage) {
    return new PipelineDefinition(
        source, longer(stages, stage), sink, background, limits, deadLetters);
  }

  public PipelineDefinition with(SinkDefinition newSink) {
    return new PipelineDefinition(source, stages, newSink, background, limits, deadLetters);
  }

  public PipelineDefinition with(BackgroundDefinition task) {
    return new PipelineDefinition(
        source, stages, sink, longer(background, task), limits, deadLetters);
  }

  public PipelineDefinition with(FailureLimits newLimits) {
    return new PipelineDefinition(source, stages, sink, background, newLimits, deadLetters);
  }

  public PipelineDefinition withDeadLetters(Consumer<? super DeadLetter> taker) {
    return new PipelineDefinition(source, stages, sink, background, limits, Optional.of(taker));
  }

  private static <E> List<E> longer(List<E> start, E last) {
    var longer = new ArrayList<>(start);
    longer.add(last);
    return longer;
  }

  /** One line per part, nested as they are, each with the place where it was written. */
  @Override
  public String toString() {
    return DefinitionText.of(this);
  }
}
