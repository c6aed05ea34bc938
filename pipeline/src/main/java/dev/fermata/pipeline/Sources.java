package dev.fermata.pipeline;

import static java.util.Objects.requireNonNull;

import dev.fermata.pipeline.definition.PipelineDefinition;
import dev.fermata.pipeline.definition.SourceDefinition.AsyncSource;
import dev.fermata.pipeline.definition.SourceDefinition.ContinuousSource;
import dev.fermata.pipeline.definition.SourceDefinition.IterableSource;
import dev.fermata.pipeline.definition.SourceDefinition.MergeSource;
import dev.fermata.pipeline.definition.SourceDefinition.OneShotSource;
import dev.fermata.pipeline.definition.SourceDefinition.PublisherSource;
import dev.fermata.pipeline.operation.MergeOperation;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Begins definitions, each with the place in the user's code where that was written. */
final class Sources {
  private Sources() {}

  static <T> Builder<T> iterable(Iterable<? extends T> items) {
    requireNonNull(items, "source");
    return DefinitionBuilder.from(new IterableSource(items, WrittenAt.caller()));
  }

  static <T> Builder<T> iterator(Iterator<? extends T> items) {
    requireNonNull(items, "source");
    return DefinitionBuilder.from(
        new OneShotSource(
            "Iterator", () -> items, () -> {}, new AtomicBoolean(), WrittenAt.caller()));
  }

  static <T> Builder<T> stream(Stream<? extends T> items) {
    requireNonNull(items, "source");
    return DefinitionBuilder.from(
        new OneShotSource(
            "Stream", items::iterator, items::close, new AtomicBoolean(), WrittenAt.caller()));
  }

  static <T> Builder<T> publisher(Flow.Publisher<? extends T> publisher) {
    requireNonNull(publisher, "source");
    return DefinitionBuilder.from(new PublisherSource(publisher, WrittenAt.caller()));
  }

  static <T> Builder<T> continuous(Iterable<? extends T> items) {
    requireNonNull(items, "source");
    return DefinitionBuilder.from(new ContinuousSource(items, WrittenAt.caller()));
  }

  @SuppressWarnings("unchecked") // The types of merge have seen to it.
  static <R> Builder<R> merge(
      List<? extends Builder<?>> parts, Optional<? extends MergeOperation<?, R>> operation) {
    return DefinitionBuilder.from(
        new MergeSource(
            parts.stream().map(Sources::part).toList(),
            (Optional<MergeOperation<Object, Object>>) (Optional<?>) operation,
            WrittenAt.caller()));
  }

  private static PipelineDefinition part(Builder<?> part) {
    var builder = (DefinitionBuilder<?>) part;
    if (builder.hasSettingsOfAWhole()) {
      throw new IllegalArgumentException(
          "a pipeline that is merged runs as part of the whole: give clock, limits, observers"
              + " and the like to what merge returns (begun at %s)"
                  .formatted(builder.definition().source().origin()));
    }
    return builder.definition();
  }

  static <T> Builder<T> async(
      Supplier<? extends CompletionStage<? extends T>> read, @Nullable T end) {
    requireNonNull(read, "source");
    return DefinitionBuilder.from(new AsyncSource(read, end, WrittenAt.caller()));
  }
}
