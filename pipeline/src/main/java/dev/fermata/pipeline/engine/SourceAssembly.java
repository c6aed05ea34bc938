package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.definition.SourceDefinition;
import dev.fermata.pipeline.definition.SourceDefinition.AsyncSource;
import dev.fermata.pipeline.definition.SourceDefinition.ContinuousSource;
import dev.fermata.pipeline.definition.SourceDefinition.IterableSource;
import dev.fermata.pipeline.definition.SourceDefinition.OneShotSource;
import dev.fermata.pipeline.definition.SourceDefinition.PublisherSource;
import dev.fermata.pipeline.engine.BlockingReader.Reading;
import dev.fermata.pipeline.graph.SourceNode;
import dev.fermata.pipeline.stats.LaneMeter;
import dev.fermata.pipeline.stats.QueueMeter;
import java.util.function.Consumer;

/** Makes the parts that bring items into a run. For one run, by one thread. */
final class SourceAssembly {
  private final RunContext context;
  private final RunParts parts;

  SourceAssembly(RunContext context, RunParts parts) {
    this.context = context;
    this.parts = parts;
  }

  /**
   * @param queue of what comes next
   */
  Origin source(SourceNode node, QueueMeter queue) {
    SourceDefinition source = node.definition();
    if (source instanceof AsyncSource async) {
      var out = new StageQueue(queue, context.depth());
      return new Origin(
          out,
          parts.add(
              new AsyncSourceRun(
                  new StagePlace(
                      context,
                      node.name(),
                      NoItems.INLET,
                      out,
                      NoItems.UPSTREAM,
                      context.meter().addStage(node.name(), 1)),
                  async.read(),
                  async.end())));
    }
    LaneMeter lane = context.meter().addStage(node.name(), 1).lane(0);
    Consumer<Throwable> onFailure =
        failure -> context.failures().add(new StageFailure(node.name(), "failed", failure));
    if (source instanceof PublisherSource publisher) {
      var reader = new PublisherReader(publisher.publisher(), onFailure, lane, queue);
      return new Origin(reader.inlet(), reader);
    }
    if (source instanceof IterableSource iterable && CollectionReader.canRead(iterable.items())) {
      var reader = new CollectionReader(reading(iterable), onFailure, lane, queue);
      return new Origin(reader, reader);
    }
    var reader =
        parts.add(
            node.name(),
            new BlockingReader(
                reading(node.name(), source), context.threads(), onFailure, lane, queue));
    return new Origin(reader.inlet(), reader);
  }

  private static Reading reading(String name, SourceDefinition source) {
    if (source instanceof IterableSource iterable) {
      return reading(iterable);
    }
    if (source instanceof ContinuousSource continuous) {
      return new ContinuousReading(continuous.items(), new Mark.Border(name));
    }
    if (source instanceof OneShotSource once) {
      return oneShot(once);
    }
    throw new IllegalStateException("not a source that is read: " + source.describe());
  }

  private static SourceReading reading(IterableSource source) {
    return new SourceReading(source.items()::iterator, () -> {});
  }

  private static Reading oneShot(OneShotSource source) {
    if (!source.taken().compareAndSet(false, true)) {
      throw new IllegalStateException(
          ("the source is one %s, which can be read only once, and another pipeline was built from it"
                  + " already; to build several, give an Iterable that begins anew (at %s)")
              .formatted(source.kind(), source.origin()));
    }
    return new SourceReading(source.iterator(), source.close());
  }
}
