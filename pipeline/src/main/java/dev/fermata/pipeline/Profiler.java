package dev.fermata.pipeline;

import dev.fermata.pipeline.StageProfile.Measurement;
import dev.fermata.pipeline.definition.PipelineDefinition;
import dev.fermata.pipeline.definition.SinkDefinition;
import dev.fermata.pipeline.definition.SourceDefinition.IterableSource;
import dev.fermata.pipeline.definition.SourceDefinition.MergeSource;
import dev.fermata.pipeline.definition.StageDefinition;
import dev.fermata.pipeline.definition.StageDefinition.BatchRoute;
import dev.fermata.pipeline.definition.StageDefinition.ItemRoute;
import dev.fermata.pipeline.definition.StageDefinition.Pipe;
import dev.fermata.pipeline.definition.StageDefinition.Route;
import dev.fermata.pipeline.engine.RunSettings;
import dev.fermata.pipeline.graph.Branch;
import dev.fermata.pipeline.graph.PipelineGraph;
import dev.fermata.pipeline.graph.SourceNode;
import dev.fermata.pipeline.graph.StageNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Runs one stage after the other, each as a pipeline by itself, on what the one before yielded. */
final class Profiler {
  private static final List<Integer> CONCURRENCIES = List.of(32, 16, 8, 4, 1);

  private final PipelineDefinition whole;
  private final RunSettings settings;
  private final int items;
  private final Consumer<? super StageProfile> each;
  private final List<StageProfile> profiles = new ArrayList<>();

  Profiler(
      PipelineDefinition whole,
      RunSettings settings,
      int items,
      Consumer<? super StageProfile> each) {
    if (items < 1) {
      throw new IllegalArgumentException(
          "a profile of %d items tells nothing: give 1 or more".formatted(items));
    }
    this.whole = whole;
    this.settings = settings;
    this.items = items;
    this.each = each;
  }

  PipelineProfile profile() {
    branch(PipelineGraph.of(whole).trunk());
    return new PipelineProfile(profiles);
  }

  /** What comes out of it. */
  private List<Object> branch(Branch branch) {
    return stages(branch.stages(), source(branch.source()));
  }

  private List<Object> stages(List<StageNode> nodes, List<Object> inputs) {
    List<Object> items = inputs;
    for (StageNode node : nodes) {
      items = stage(node, items);
    }
    return items;
  }

  private List<Object> source(SourceNode node) {
    if (node.definition() instanceof MergeSource merge) {
      return merge(node, merge);
    }
    var taken = new ArrayList<>();
    var pipeline = pipeline(PipelineDefinition.of(LimitedSource.of(node.definition(), items)));
    try (pipeline) {
      Iterator<Object> iterator = pipeline.iterator();
      while (taken.size() < items && iterator.hasNext()) {
        taken.add(iterator.next());
      }
    }
    StageStatistics statistics = pipeline.statistics().stages().get(0);
    tell(node.name(), List.of(Measurement.of(statistics, statistics.count())));
    return taken;
  }

  private List<Object> merge(SourceNode node, MergeSource merge) {
    List<List<Object>> parts = node.parts().stream().map(this::branch).toList();
    if (merge.operation().isEmpty()) {
      return parts.stream().flatMap(List::stream).toList();
    }
    var merging =
        new MergeSource(
            parts.stream().map(part -> from(part, merge.origin())).toList(),
            merge.operation(),
            merge.origin());
    var merged = new ArrayList<>();
    PipelineStatistics run = run(PipelineDefinition.of(merging), merged);
    tell(node.name(), List.of(Measurement.of(run.stages().get(parts.size()), sizeOf(parts))));
    return merged;
  }

  private static long sizeOf(List<List<Object>> parts) {
    return parts.stream().mapToLong(List::size).sum();
  }

  private List<Object> stage(StageNode node, List<Object> inputs) {
    StageDefinition stage = node.definition();
    var outputs = new ArrayList<>();
    var measurements = new ArrayList<Measurement>();
    for (StageDefinition variant : variants(stage)) {
      outputs.clear();
      PipelineStatistics run = run(from(inputs, stage.origin()).with(variant), outputs);
      measurements.add(Measurement.of(run.stages().get(1), inputs.size())); // 0 is the source.
    }
    tell(node.name(), measurements);
    if (stage instanceof Route route) {
      paths(node, route, inputs);
    }
    return outputs;
  }

  private static List<? extends StageDefinition> variants(StageDefinition stage) {
    return stage instanceof Pipe pipe
        ? CONCURRENCIES.stream()
            .map(n -> pipe.with(pipe.settings().with(n, pipe.settings().order())))
            .toList()
        : List.of(stage);
  }

  private void paths(StageNode node, Route route, List<Object> inputs) {
    List<List<Object>> sent = new ArrayList<>();
    node.paths().forEach(path -> sent.add(new ArrayList<>()));
    for (Object item : inputs) {
      if (route instanceof ItemRoute byItem) {
        sent.get(Objects.checkIndex(byItem.router().applyAsInt(item), sent.size())).add(item);
      } else if (route instanceof BatchRoute byElement) {
        split(byElement, item, sent);
      }
    }
    for (int i = 0; i < sent.size(); i++) {
      List<Object> unused = stages(node.paths().get(i), sent.get(i));
    }
  }

  /** Its builder has seen to it that items are lists. */
  @SuppressWarnings("unchecked")
  private static void split(BatchRoute route, Object item, List<List<Object>> sent) {
    var batch = (List<Object>) item;
    List<Integer> numbers = route.router().apply(batch);
    for (int path = 0; path < sent.size(); path++) {
      var part = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        if (numbers.get(i) == path) {
          part.add(batch.get(i));
        }
      }
      if (!part.isEmpty()) {
        sent.get(path).add(List.copyOf(part));
      }
    }
  }

  private static PipelineDefinition from(List<Object> inputs, StackTraceElement origin) {
    return PipelineDefinition.of(new IterableSource(new ArrayList<>(inputs), origin));
  }

  /** With room for all results, so that nothing waits for their consumer. */
  private PipelineStatistics run(PipelineDefinition alone, List<Object> outputs) {
    var sink = new SinkDefinition(Integer.MAX_VALUE, alone.source().origin());
    var pipeline = pipeline(alone.with(sink));
    try (pipeline) {
      pipeline.forEach(outputs::add);
    }
    return pipeline.statistics();
  }

  private Pipeline<Object> pipeline(PipelineDefinition alone) {
    PipelineDefinition limited = alone.with(whole.limits());
    return new Pipeline<>(
        PipelineGraph.of(whole.deadLetters().map(limited::withDeadLetters).orElse(limited)),
        RunSettings.DEFAULT.onClock(settings.clock()).withGrace(settings.grace()));
  }

  private void tell(String name, List<Measurement> measurements) {
    var profile = new StageProfile(name, measurements);
    profiles.add(profile);
    each.accept(profile);
  }
}
