package dev.fermata.pipeline.definition;

import dev.fermata.pipeline.definition.SourceDefinition.MergeSource;
import dev.fermata.pipeline.definition.StageDefinition.Route;
import java.util.List;

/** A definition as lines: one for each part, with the place where it was written. */
final class DefinitionText {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();

  private DefinitionText() {}

  static String of(PipelineDefinition definition) {
    var lines = new DefinitionText();
    lines.branch(definition, "");
    for (BackgroundDefinition task : definition.background()) {
      lines.line("", task.describe(), task.origin());
    }
    lines.line("", definition.sink().describe() + definition.limits(), definition.sink().origin());
    return lines.text.toString().stripTrailing();
  }

  private void branch(PipelineDefinition definition, String indent) {
    SourceDefinition source = definition.source();
    line(indent, source.describe(), source.origin());
    if (source instanceof MergeSource merge) {
      merge.parts().forEach(part -> branch(part, indent + INDENT + INDENT));
    }
    stages(definition.stages(), indent + INDENT);
  }

  private void stages(List<StageDefinition> stages, String indent) {
    for (StageDefinition stage : stages) {
      line(indent, stage.describe(), stage.origin());
      if (stage instanceof Route route) {
        for (int path = 0; path < route.paths().size(); path++) {
          text.append(indent).append(INDENT).append("path ").append(path).append('\n');
          stages(route.paths().get(path), indent + INDENT + INDENT);
        }
      }
    }
  }

  private void line(String indent, String part, StackTraceElement origin) {
    text.append(indent).append(part).append(" at ").append(origin).append('\n');
  }
}
