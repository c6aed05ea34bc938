package dev.fermata.pipeline.graph;

import dev.fermata.pipeline.definition.StageDefinition;
import java.util.List;

/**
 * A stage with its place in the graph.
 *
 * @param name unique in the graph
 * @param paths what its items pass before they are joined again; empty unless it is a route
 */
public record StageNode(String name, StageDefinition definition, List<List<StageNode>> paths) {
  public StageNode {
    paths = paths.stream().map(List::copyOf).toList();
  }
}
