package dev.fermata.pipeline.graph;

import dev.fermata.pipeline.definition.SourceDefinition;
import java.util.List;

/**
 * A source with its place in the graph.
 *
 * @param name unique in the graph
 * @param parts what it merges; empty unless it is a merge
 */
public record SourceNode(String name, SourceDefinition definition, List<Branch> parts) {
  public SourceNode {
    parts = List.copyOf(parts);
  }
}
