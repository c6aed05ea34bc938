package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.definition.SourceDefinition.MergeSource;
import dev.fermata.pipeline.definition.StageDefinition;
import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import dev.fermata.pipeline.definition.StageDefinition.BatchRoute;
import dev.fermata.pipeline.definition.StageDefinition.Collect;
import dev.fermata.pipeline.definition.StageDefinition.ItemRoute;
import dev.fermata.pipeline.definition.StageDefinition.OneToMany;
import dev.fermata.pipeline.definition.StageDefinition.Pipe;
import dev.fermata.pipeline.definition.StageDefinition.Route;
import dev.fermata.pipeline.graph.Branch;
import dev.fermata.pipeline.graph.PipelineGraph;
import dev.fermata.pipeline.graph.SourceNode;
import dev.fermata.pipeline.graph.StageNode;
import dev.fermata.pipeline.operation.MergeOperation;
import dev.fermata.pipeline.stats.RunMeter;
import dev.fermata.pipeline.stats.StageMeter;
import java.util.ArrayList;
import java.util.List;

/** Puts a run together, from the sources down. For one run, by one thread. */
final class RunAssembly {
  private final RunContext context;
  private final RunParts parts;
  private final SourceAssembly sources;

  private RunAssembly(RunContext context, SinkBuffer sink) {
    this.context = context;
    this.parts = new RunParts(sink);
    this.sources = new SourceAssembly(context, parts);
  }

  static RunParts assemble(PipelineGraph graph, RunContext context) {
    var sink = new SinkBuffer(context.meter().addSink(PipelineRun.SINK, graph.sinkCapacity()));
    var assembly = new RunAssembly(context, sink);
    assembly.branch(graph.trunk(), sink);
    return assembly.parts;
  }

  /** Source and stages, the last of which puts its results where one says. */
  private Upstream branch(Branch branch, Outlet out) {
    String next =
        branch.stages().isEmpty() ? branch.source().name() : branch.stages().get(0).name();
    return stages(branch.stages(), source(branch.source(), next), out);
  }

  private Origin source(SourceNode node, String next) {
    return node.definition() instanceof MergeSource merge
        ? merge
            .operation()
            .map(operation -> merge(node, operation, next))
            .orElseGet(() -> merge(node, next))
        : sources.source(node, context.meter().addQueue(next, PipelineGraph.QUEUE_CAPACITY));
  }

  private Origin merge(SourceNode node, String next) {
    StageQueue out = queue(next);
    var join = new Join(node.parts().size(), new Join.Arrival(out)).ofSeparateSources();
    for (int i = 0; i < node.parts().size(); i++) {
      join.branch(i, branch(node.parts().get(i), join.port(i)));
    }
    return new Origin(out, join);
  }

  private Origin merge(SourceNode node, MergeOperation<Object, Object> operation, String next) {
    var inputs = new ArrayList<QueueInput>();
    var branches = new ArrayList<Upstream>();
    for (Branch part : node.parts()) {
      StageQueue queue = queue(node.name());
      inputs.add(new QueueInput(queue));
      branches.add(branch(part, queue));
    }
    StageQueue out = queue(next);
    Upstream upstream = () -> branches.forEach(Upstream::stop);
    var place =
        new StagePlace(context, node.name(), NoItems.INLET, out, upstream, meter(node.name(), 1));
    return new Origin(out, parts.add(new MergeRun(place, operation, inputs)));
  }

  private Upstream stages(List<StageNode> nodes, Origin from, Outlet out) {
    if (nodes.isEmpty()) {
      var place =
          new StagePlace(
              context, PipelineRun.SINK, from.inlet(), out, from.upstream(), RunMeter.unused());
      return parts.add(new RelayRun(place));
    }
    Origin origin = from;
    for (int i = 0; i < nodes.size() - 1; i++) {
      StageQueue queue = queue(nodes.get(i + 1).name());
      origin = new Origin(queue, stage(nodes.get(i), origin, queue));
    }
    return stage(nodes.get(nodes.size() - 1), origin, out);
  }

  private Upstream stage(StageNode node, Origin from, Outlet out) {
    StageDefinition definition = node.definition();
    if (definition instanceof Route route) {
      return route(node, route, from, out);
    }
    int lanes = definition instanceof Pipe pipe ? pipe.settings().concurrency() : 1;
    return parts.add(
        stage(
            definition,
            new StagePlace(
                context,
                node.name(),
                from.inlet(),
                out,
                from.upstream(),
                meter(node.name(), lanes))));
  }

  private StageRun stage(StageDefinition definition, StagePlace place) {
    if (definition instanceof Pipe pipe) {
      return new PipeRun(place, operation(place.stage(), pipe), pipe.settings());
    }
    if (definition instanceof Aggregate aggregate) {
      return aggregate
          .within()
          .<StageRun>map(within -> new TimedAggregateRun(place, aggregate, within))
          .orElseGet(() -> new AggregateRun(place, aggregate));
    }
    if (definition instanceof Collect collect) {
      return new CollectRun(place, collect.aggregator().get());
    }
    return new DisaggregateRun(place);
  }

  private PipeRun.Operation operation(String stage, Pipe pipe) {
    PipeRun.Operation operation =
        pipe instanceof OneToMany many
            ? ManyOperation.of(stage, many, context)
            : OperationCall.of(stage, pipe, context);
    var rate = pipe.settings().rate();
    if (rate.isPresent()) {
      operation = new RateGate(operation, rate.get(), context.clock());
    }
    var retry = pipe.settings().retry();
    if (retry.isPresent()) {
      operation = new Retrying(operation, retry.get());
    }
    var hooks = pipe.settings().hooks();
    return hooks.isEmpty() ? operation : new Hooked(operation, hooks);
  }

  private Upstream route(StageNode node, Route route, Origin from, Outlet out) {
    int count = node.paths().size();
    var own = new Mark.Border(node.name());
    var fork = new Fork(node.paths().stream().map(path -> queue(first(path, node))).toList());
    var place =
        new StagePlace(
            context, node.name(), from.inlet(), fork, from.upstream(), meter(node.name(), 1));
    RouteRun router = parts.add(new RouteRun(place, sending(route, own), fork));
    var join =
        new Join(
            count,
            route instanceof BatchRoute
                ? new BatchJoining(out, count, own)
                : new Join.Arrival(out));
    for (int i = 0; i < count; i++) {
      join.branch(
          i, stages(node.paths().get(i), new Origin(fork.paths().get(i), router), join.port(i)));
    }
    return join;
  }

  private static RouteRun.Sending sending(Route route, Mark.Border own) {
    if (route instanceof BatchRoute batch) {
      return new Routing.ByElement(batch.router(), own);
    }
    return new Routing.ByItem(((ItemRoute) route).router());
  }

  private static String first(List<StageNode> path, StageNode route) {
    return path.isEmpty() ? route.name() : path.get(0).name();
  }

  private StageQueue queue(String next) {
    return new StageQueue(
        context.meter().addQueue(next, PipelineGraph.QUEUE_CAPACITY), context.depth());
  }

  private StageMeter meter(String stage, int lanes) {
    return context.meter().addStage(stage, lanes);
  }
}
