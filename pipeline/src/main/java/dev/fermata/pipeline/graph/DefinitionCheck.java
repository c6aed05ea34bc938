package dev.fermata.pipeline.graph;

import dev.fermata.pipeline.definition.PipelineDefinition;
import dev.fermata.pipeline.definition.SinkDefinition;
import dev.fermata.pipeline.definition.SourceDefinition;
import dev.fermata.pipeline.definition.SourceDefinition.ContinuousSource;
import dev.fermata.pipeline.definition.SourceDefinition.MergeSource;
import dev.fermata.pipeline.definition.SourceDefinition.PathSource;
import dev.fermata.pipeline.definition.StageDefinition;
import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import dev.fermata.pipeline.definition.StageDefinition.Pipe;
import dev.fermata.pipeline.definition.StageDefinition.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds every mistake of a definition, so that one build shows them all. */
final class DefinitionCheck {
  private final List<String> mistakes = new ArrayList<>();

  private DefinitionCheck() {}

  static void requireSound(PipelineDefinition definition) {
    var check = new DefinitionCheck();
    check.branch(definition);
    check.sink(definition.sink());
    SettingsCheck.limits(definition.limits())
        .forEach(mistake -> check.mistakes.add("pipeline: " + mistake));
    if (!check.mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", check.mistakes));
    }
  }

  private void branch(PipelineDefinition definition) {
    source(definition.source());
    definition.stages().forEach(this::stage);
  }

  private void source(SourceDefinition source) {
    if (source instanceof ContinuousSource continuous) {
      require(
          !isOneShot(continuous.items()),
          "source",
          source.origin(),
          "%s can be iterated only once, but a continuous source is iterated again and again: give"
                  .formatted(continuous.items().getClass().getName())
              + " an Iterable whose iterator() begins anew");
    } else if (source instanceof MergeSource merge) {
      merge(merge);
    } else if (source instanceof PathSource) {
      mistakes.add(
          "path: it is part of a pipeline and cannot be built by itself (at %s)"
              .formatted(source.origin()));
    } // The others can have nothing wrong.
  }

  /** Two kinds that are known for it; others are found when they are iterated again. */
  private static boolean isOneShot(Iterable<?> items) {
    return items instanceof Iterator || items instanceof java.nio.file.DirectoryStream;
  }

  private void merge(MergeSource merge) {
    require(
        !merge.parts().isEmpty(),
        "merge",
        merge.origin(),
        "it has nothing to merge: give one pipeline or more");
    Set<Boolean> kinds =
        merge.parts().stream()
            .map(part -> hasEpochs(part.source()))
            .collect(Collectors.toUnmodifiableSet());
    require(
        kinds.size() <= 1,
        "merge",
        merge.origin(),
        "some of its sources are continuous and some are not, so that no epoch could end in all of"
            + " them: make all of them continuous, or none");
    merge.parts().forEach(this::branch);
  }

  private static boolean hasEpochs(SourceDefinition source) {
    return source instanceof ContinuousSource
        || (source instanceof MergeSource merge
            && merge.parts().stream().anyMatch(part -> hasEpochs(part.source())));
  }

  private void stage(StageDefinition stage) {
    if (stage instanceof Pipe pipe) {
      mistakes.addAll(SettingsCheck.mistakes(pipe));
    } else if (stage instanceof Aggregate aggregate) {
      aggregate(aggregate);
    } else if (stage instanceof Route route) {
      require(!route.paths().isEmpty(), stage, "it has no paths: give one or more");
      route.paths().forEach(path -> path.forEach(this::stage));
    } // A Collect or Disaggregate has nothing that could be wrong.
  }

  private void aggregate(Aggregate aggregate) {
    require(
        aggregate.count() >= 1,
        aggregate,
        "it cannot collect %d items into one: give a count of 1 or more"
            .formatted(aggregate.count()));
    aggregate
        .within()
        .ifPresent(
            limit ->
                require(
                    limit.compareTo(Duration.ZERO) > 0,
                    aggregate,
                    "it cannot fill a list within %s: give more than zero".formatted(limit)));
  }

  private void sink(SinkDefinition sink) {
    require(
        sink.bufferSize() >= 1,
        "sink",
        sink.origin(),
        "its buffer cannot hold %d items, give 1 or more".formatted(sink.bufferSize()));
  }

  private void require(boolean sound, StageDefinition stage, String otherwise) {
    require(sound, "stage '%s'".formatted(stage.name()), stage.origin(), otherwise);
  }

  private void require(boolean sound, String part, StackTraceElement origin, String otherwise) {
    if (!sound) {
      mistakes.add("%s: %s (at %s)".formatted(part, otherwise, origin));
    }
  }
}
