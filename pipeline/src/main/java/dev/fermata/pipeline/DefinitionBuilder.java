package dev.fermata.pipeline;

import static java.util.Objects.requireNonNull;

import dev.fermata.pipeline.definition.PipelineDefinition;
import dev.fermata.pipeline.definition.SinkDefinition;
import dev.fermata.pipeline.definition.SourceDefinition;
import dev.fermata.pipeline.definition.StageDefinition;
import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import dev.fermata.pipeline.definition.StageDefinition.AsyncPipe;
import dev.fermata.pipeline.definition.StageDefinition.BlockingPipe;
import dev.fermata.pipeline.definition.StageDefinition.Disaggregate;
import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.engine.RunSettings;
import dev.fermata.pipeline.graph.PipelineGraph;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** A definition so far, and how it is to run. */
record DefinitionBuilder<T>(PipelineDefinition definition, RunSettings run) implements Builder<T> {

  static <T> Builder<T> from(SourceDefinition source) {
    return new DefinitionBuilder<>(
        new PipelineDefinition(
            source,
            List.of(),
            new SinkDefinition(SinkDefinition.DEFAULT_BUFFER_SIZE, source.origin())),
        RunSettings.DEFAULT);
  }

  @Override
  public <R> Builder<R> pipe(Function<? super T, ? extends CompletionStage<R>> operation) {
    return pipe(Optional.empty(), operation, options -> {});
  }

  @Override
  public <R> Builder<R> pipe(
      String name,
      Function<? super T, ? extends CompletionStage<R>> operation,
      Consumer<StageOptions> options) {
    return pipe(Optional.of(name), operation, options);
  }

  private <R> Builder<R> pipe(
      Optional<String> name, Function<?, ?> operation, Consumer<StageOptions> options) {
    requireNonNull(operation, "operation");
    var method = OperationMethod.of(operation);
    var start = method.map(found -> found.settings(StageSettings.DEFAULT));
    return with(
        new AsyncPipe(
            name.or(() -> method.map(OperationMethod::name)).orElse("pipe"),
            untyped(operation),
            settings(start.orElse(StageSettings.DEFAULT), options),
            WrittenAt.caller()));
  }

  @Override
  public <R> Builder<R> pipeBlocking(
      String name, Function<? super T, ? extends R> operation, Consumer<StageOptions> options) {
    return with(
        new BlockingPipe(
            requireNonNull(name, "name"),
            untyped(requireNonNull(operation, "operation")),
            settings(StageSettings.DEFAULT, options),
            WrittenAt.caller()));
  }

  @Override
  public Builder<List<T>> aggregate(int count, boolean dropLast) {
    return with(new Aggregate("aggregate", count, dropLast, Optional.empty(), WrittenAt.caller()));
  }

  @Override
  public <E> Builder<E> disaggregate() {
    return with(new Disaggregate("disaggregate", WrittenAt.caller()));
  }

  @Override
  public Builder<T> sink(int bufferSize) {
    return new DefinitionBuilder<>(
        definition.with(new SinkDefinition(bufferSize, WrittenAt.caller())), run);
  }

  @Override
  public Builder<T> observe(PipelineObserver observer) {
    return new DefinitionBuilder<>(
        definition, run.observedBy(new ObserverRelay(requireNonNull(observer, "observer"))));
  }

  @Override
  public Builder<T> withoutTimes() {
    return new DefinitionBuilder<>(definition, run.withoutTimes());
  }

  @Override
  public Builder<T> grace(Duration limit) {
    return new DefinitionBuilder<>(definition, run.withGrace(requireNonNull(limit, "grace")));
  }

  @Override
  public Pipeline<T> build() {
    return new Pipeline<>(PipelineGraph.of(definition), run);
  }

  @Override
  public String toString() {
    return definition.toString();
  }

  private <R> Builder<R> with(StageDefinition stage) {
    return new DefinitionBuilder<>(definition.with(stage), run);
  }

  private static StageSettings settings(StageSettings start, Consumer<StageOptions> options) {
    var given = new StageOptions(start);
    options.accept(given);
    return given.toSettings();
  }

  /** The builder's types have seen to it that only fitting items reach the operation. */
  @SuppressWarnings("unchecked")
  private static <R> Function<Object, R> untyped(Function<?, ?> operation) {
    return (Function<Object, R>) operation;
  }
}
