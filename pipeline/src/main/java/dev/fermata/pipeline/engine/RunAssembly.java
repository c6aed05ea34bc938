package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.definition.SourceDefinition.IterableSource;
import dev.fermata.pipeline.definition.StageDefinition;
import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import dev.fermata.pipeline.definition.StageDefinition.Pipe;
import dev.fermata.pipeline.graph.PipelineGraph;
import dev.fermata.pipeline.graph.StageNode;
import dev.fermata.pipeline.stats.RunMeter;
import dev.fermata.pipeline.stats.StageMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Puts a run together, from the source down. For one run, by one thread. */
final class RunAssembly {
  private final String run;
  private final RunMeter meter;
  private final FailureLedger failures;
  private final Executor threads;

  RunAssembly(String run, RunMeter meter, FailureLedger failures, Executor threads) {
    this.run = run;
    this.meter = meter;
    this.failures = failures;
    this.threads = threads;
  }

  RunParts assemble(PipelineGraph graph) {
    List<StageNode> nodes = graph.nodes();
    var stages = new ArrayList<StageRun>();
    SourceReader source = source(graph);
    Inlet in = source;
    Upstream upstream = source;
    for (int i = 1; i < nodes.size(); i++) {
      var queue = new StageQueue(meter.addQueue(nodes.get(i).name(), PipelineGraph.QUEUE_CAPACITY));
      StageRun stage = stage(nodes.get(i - 1), in, queue, upstream);
      stages.add(stage);
      in = queue;
      upstream = stage;
    }
    var sink = new SinkBuffer(meter.addQueue(PipelineRun.SINK, graph.sinkCapacity()));
    stages.add(
        nodes.isEmpty()
            ? new RelayRun(place(PipelineRun.SINK, in, sink, upstream, RunMeter.unused()))
            : stage(nodes.get(nodes.size() - 1), in, sink, upstream));
    return new RunParts(source, stages, sink);
  }

  private SourceReader source(PipelineGraph graph) {
    var definition = (IterableSource) graph.source();
    String reader = graph.nodes().isEmpty() ? PipelineRun.SOURCE : graph.nodes().get(0).name();
    return new SourceReader(
        definition.items(),
        threads,
        failures,
        meter.addStage(PipelineRun.SOURCE, 1).lane(0),
        meter.addQueue(reader, PipelineGraph.QUEUE_CAPACITY));
  }

  private StageRun stage(StageNode node, Inlet in, Outlet out, Upstream upstream) {
    StageDefinition definition = node.definition();
    if (definition instanceof Pipe pipe) {
      int lanes = pipe.settings().concurrency();
      return new PipeRun(
          place(node.name(), in, out, upstream, meter.addStage(node.name(), lanes)),
          OperationCall.of(node.name(), pipe, threads),
          pipe.settings());
    }
    StagePlace place = place(node.name(), in, out, upstream, meter.addStage(node.name(), 1));
    return definition instanceof Aggregate aggregate
        ? new AggregateRun(place, aggregate)
        : new DisaggregateRun(place);
  }

  private StagePlace place(
      String stage, Inlet in, Outlet out, Upstream upstream, StageMeter stageMeter) {
    return new StagePlace(run, stage, in, out, upstream, stageMeter, failures);
  }
}
