package dev.fermata.pipeline.graph;

import dev.fermata.pipeline.definition.StageDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells stages of the same name apart: {@code resize}, {@code resize-2}, {@code resize-3}. */
final class UniqueNames {
  private final Set<String> taken = new HashSet<>();

  private UniqueNames() {}

  static List<StageNode> name(List<StageDefinition> stages) {
    var names = new UniqueNames();
    var nodes = new ArrayList<StageNode>();
    for (StageDefinition stage : stages) {
      nodes.add(new StageNode(names.take(stage.name()), stage));
    }
    return nodes;
  }

  private String take(String wanted) {
    String name = wanted;
    for (int number = 2; !taken.add(name); number++) {
      name = wanted + "-" + number;
    }
    return name;
  }
}
