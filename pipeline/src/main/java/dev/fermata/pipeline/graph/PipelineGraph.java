package dev.fermata.pipeline.graph;

import dev.fermata.pipeline.definition.BackgroundDefinition;
import dev.fermata.pipeline.definition.FailureLimits;
import dev.fermata.pipeline.definition.PipelineDefinition;
import dev.fermata.pipeline.operation.DeadLetter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A checked pipeline, ready to run as often as one likes.
 *
 * @param trunk source and stages; the source may be a merge of other branches
 * @param sinkCapacity how many results wait for consumers at most
 * @param background tasks beside the stages, with names that nothing else has
 * @param limits for all stages together
 * @param deadLetters takes the items that failed in stages that have no taker of their own
 */
public record PipelineGraph(
    Branch trunk,
    int sinkCapacity,
    List<BackgroundDefinition> background,
    FailureLimits limits,
    Optional<Consumer<? super DeadLetter>> deadLetters) {

  /** How many items wait between two stages at most; a source is read this far ahead too. */
  public static final int QUEUE_CAPACITY = 2;

  /**
   * Checks a definition.
   *
   * @throws IllegalArgumentException with every mistake in it, each with the stage's name, the
   *     place where it was written and what to do
   */
  public static PipelineGraph of(PipelineDefinition definition) {
    DefinitionCheck.requireSound(definition);
    var names = new UniqueNames();
    return new PipelineGraph(
        names.branch(definition),
        definition.sink().bufferSize(),
        names.background(definition.background()),
        definition.limits(),
        definition.deadLetters());
  }
}
