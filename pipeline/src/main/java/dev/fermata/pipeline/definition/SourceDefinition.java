package dev.fermata.pipeline.definition;

import dev.fermata.pipeline.operation.MergeOperation;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the items come from. */
public sealed interface SourceDefinition {

  /** The place where the source was given. */
  StackTraceElement origin();

  String describe();

  /** Read once per run, on a thread that may block. */
  record IterableSource(Iterable<?> items, StackTraceElement origin) implements SourceDefinition {
    @Override
    public String describe() {
      return "source " + items.getClass().getName();
    }
  }

  /** Read again and again in each run, on a thread that may block. */
  record ContinuousSource(Iterable<?> items, StackTraceElement origin) implements SourceDefinition {
    @Override
    public String describe() {
      return "continuous source " + items.getClass().getName();
    }
  }

  /**
   * Can be read by one run only, on a thread that may block.
   *
   * @param kind what it is, for messages
   * @param taken set by the run that reads it
   */
  record OneShotSource(
      String kind,
      Supplier<? extends Iterator<?>> iterator,
      Runnable close,
      AtomicBoolean taken,
      StackTraceElement origin)
      implements SourceDefinition {
    @Override
    public String describe() {
      return "source of one " + kind;
    }
  }

  /** Subscribed to once per run. */
  record PublisherSource(Flow.Publisher<?> publisher, StackTraceElement origin)
      implements SourceDefinition {
    @Override
    public String describe() {
      return "source publisher " + publisher.getClass().getName();
    }
  }

  /**
   * Called on the loop for each item.
   *
   * @param end the result after which no item follows
   */
  record AsyncSource(
      Supplier<? extends CompletionStage<?>> read, @Nullable Object end, StackTraceElement origin)
      implements SourceDefinition {
    @Override
    public String describe() {
      return "async source that ends with " + end;
    }
  }

  /**
   * What comes out of several pipelines.
   *
   * @param parts whose sinks do not count
   * @param operation in whose order they come; without one as they arrive
   */
  record MergeSource(
      List<PipelineDefinition> parts,
      Optional<MergeOperation<Object, Object>> operation,
      StackTraceElement origin)
      implements SourceDefinition {
    public MergeSource {
      parts = List.copyOf(parts);
    }

    @Override
    public String describe() {
      return "merge of " + parts.size();
    }
  }

  /** The beginning of a path: what its route sends there. */
  record PathSource(StackTraceElement origin) implements SourceDefinition {
    @Override
    public String describe() {
      return "path";
    }
  }
}
