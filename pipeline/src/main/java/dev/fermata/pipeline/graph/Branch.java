package dev.fermata.pipeline.graph;

import java.util.List;

/**
 * A source and the stages behind it.
 *
 * @param stages in the order in which an item passes them
 */
public record Branch(SourceNode source, List<StageNode> stages) {
  public Branch {
    stages = List.copyOf(stages);
  }
}
