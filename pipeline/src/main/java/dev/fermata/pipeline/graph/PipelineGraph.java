package dev.fermata.pipeline.graph;

import dev.fermata.pipeline.definition.PipelineDefinition;
import dev.fermata.pipeline.definition.SourceDefinition;
import java.util.List;

/**
 * A checked pipeline, ready to run as often as one likes.
 *
 * @param nodes in the order in which an item passes them
 * @param sinkCapacity how many results wait for consumers at most
 */
public record PipelineGraph(SourceDefinition source, List<StageNode> nodes, int sinkCapacity) {

  /** How many items wait between two stages at most; the source is read this far ahead too. */
  public static final int QUEUE_CAPACITY = 2;

  public PipelineGraph {
    nodes = List.copyOf(nodes);
  }

  /**
   * Checks a definition.
   *
   * @throws IllegalArgumentException with every mistake in it, each with the stage's name, the
   *     place where it was written and what to do
   */
  public static PipelineGraph of(PipelineDefinition definition) {
    DefinitionCheck.requireSound(definition);
    return new PipelineGraph(
        definition.source(), UniqueNames.name(definition.stages()), definition.sink().bufferSize());
  }
}
