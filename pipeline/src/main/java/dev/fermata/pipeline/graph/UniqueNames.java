package dev.fermata.pipeline.graph;

import dev.fermata.pipeline.definition.BackgroundDefinition;
import dev.fermata.pipeline.definition.PipelineDefinition;
import dev.fermata.pipeline.definition.SourceDefinition;
import dev.fermata.pipeline.definition.SourceDefinition.MergeSource;
import dev.fermata.pipeline.definition.StageDefinition;
import dev.fermata.pipeline.definition.StageDefinition.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells stages of the same name apart: {@code resize}, {@code resize-2}, {@code resize-3}. */
final class UniqueNames {
  private static final String SOURCE = "source";
  private static final String MERGE = "merge";

  private final Set<String> taken = new HashSet<>();

  Branch branch(PipelineDefinition definition) {
    return new Branch(source(definition.source()), stages(definition.stages()));
  }

  List<BackgroundDefinition> background(List<BackgroundDefinition> tasks) {
    return tasks.stream().map(task -> task.named(take(task.name()))).toList();
  }

  private SourceNode source(SourceDefinition source) {
    if (source instanceof MergeSource merge) {
      String name = take(MERGE);
      return new SourceNode(name, source, merge.parts().stream().map(this::branch).toList());
    }
    return new SourceNode(take(SOURCE), source, List.of());
  }

  private List<StageNode> stages(List<StageDefinition> stages) {
    var nodes = new ArrayList<StageNode>();
    for (StageDefinition stage : stages) {
      String name = take(stage.name());
      nodes.add(new StageNode(name, stage, paths(stage)));
    }
    return nodes;
  }

  private List<List<StageNode>> paths(StageDefinition stage) {
    return stage instanceof Route route
        ? route.paths().stream().map(this::stages).toList()
        : List.of();
  }

  private String take(String wanted) {
    String name = wanted;
    for (int number = 2; !taken.add(name); number++) {
      name = wanted + "-" + number;
    }
    return name;
  }
}
