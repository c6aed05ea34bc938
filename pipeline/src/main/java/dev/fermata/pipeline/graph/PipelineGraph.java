package dev.fermata.pipeline.graph;

import dev.fermata.pipeline.definition.PipelineDefinition;

/**
 * A checked pipeline, ready to run as often as one likes.
 *
 * @param trunk source and stages; the source may be a merge of other branches
 * @param sinkCapacity how many results wait for consumers at most
 */
public record PipelineGraph(Branch trunk, int sinkCapacity) {

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
    return new PipelineGraph(UniqueNames.name(definition), definition.sink().bufferSize());
  }
}
