package dev.fermata.pipeline;

import static java.util.Objects.requireNonNull;

import dev.fermata.pipeline.definition.PipelineDefinition;
import dev.fermata.pipeline.definition.SourceDefinition.PathSource;
import dev.fermata.pipeline.definition.StageDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Has paths described in terms of a builder, and takes the stages out of what they return. */
final class PathBuilder {
  private PathBuilder() {}

  static <T, R> List<List<StageDefinition>> stages(
      List<? extends Function<? super Builder<T>, ? extends Builder<? extends R>>> paths,
      StackTraceElement origin) {
    var stages = new ArrayList<List<StageDefinition>>();
    for (Function<? super Builder<T>, ? extends Builder<? extends R>> path : paths) {
      stages.add(stages(path, new PathSource(origin), stages.size()));
    }
    return stages;
  }

  private static <T, R> List<StageDefinition> stages(
      Function<? super Builder<T>, ? extends Builder<? extends R>> path,
      PathSource source,
      int number) {
    Builder<T> start = DefinitionBuilder.from(source);
    Builder<? extends R> end = requireNonNull(path.apply(start), "path " + number);
    var builder = (DefinitionBuilder<?>) end;
    PipelineDefinition definition = builder.definition();
    if (definition.source() != source) {
      throw new IllegalArgumentException(
          ("path %d returned a pipeline with a source of its own; return what it was given, with"
                  + " stages added (at %s)")
              .formatted(number, source.origin()));
    }
    if (builder.hasSettingsOfAWhole()
        || !definition.sink().equals(((DefinitionBuilder<?>) start).definition().sink())) {
      throw new IllegalArgumentException(
          "path %d has a sink, clock or the like: give these to the whole pipeline (at %s)"
              .formatted(number, source.origin()));
    }
    return definition.stages();
  }
}
