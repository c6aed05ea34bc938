package dev.fermata.pipeline;

import static java.util.Objects.requireNonNull;

import dev.fermata.async.LoopClock;
import dev.fermata.pipeline.definition.BackgroundDefinition;
import dev.fermata.pipeline.definition.FailureLimits;
import dev.fermata.pipeline.definition.PipelineDefinition;
import dev.fermata.pipeline.definition.SinkDefinition;
import dev.fermata.pipeline.definition.SourceDefinition;
import dev.fermata.pipeline.definition.StageDefinition;
import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import dev.fermata.pipeline.definition.StageDefinition.AsyncPipe;
import dev.fermata.pipeline.definition.StageDefinition.BatchRoute;
import dev.fermata.pipeline.definition.StageDefinition.BlockingPipe;
import dev.fermata.pipeline.definition.StageDefinition.Collect;
import dev.fermata.pipeline.definition.StageDefinition.Disaggregate;
import dev.fermata.pipeline.definition.StageDefinition.EmittingPipe;
import dev.fermata.pipeline.definition.StageDefinition.ItemRoute;
import dev.fermata.pipeline.definition.StageDefinition.ManyPipe;
import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.engine.RunSettings;
import dev.fermata.pipeline.graph.PipelineGraph;
import dev.fermata.pipeline.operation.Aggregator;
import dev.fermata.pipeline.operation.DeadLetter;
import dev.fermata.pipeline.operation.EmittingOperation;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A definition so far, and how it is to run. */
record DefinitionBuilder<T>(PipelineDefinition definition, RunSettings run) implements Builder<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  static <T> Builder<T> from(SourceDefinition source) {
    return new DefinitionBuilder<>(PipelineDefinition.of(source), RunSettings.DEFAULT);
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
            method.map(OperationMethod::qualifiedName),
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
  public <R> Builder<R> pipeStream(
      String name,
      Function<? super T, ? extends Stream<? extends R>> operation,
      Consumer<StageOptions> options) {
    return pipeMany(name, operation, options);
  }

  @Override
  public <R> Builder<R> pipeIterator(
      String name,
      Function<? super T, ? extends Iterator<? extends R>> operation,
      Consumer<StageOptions> options) {
    return pipeMany(name, operation, options);
  }

  @Override
  public <R> Builder<R> pipeIterable(
      String name,
      Function<? super T, ? extends Iterable<? extends R>> operation,
      Consumer<StageOptions> options) {
    return pipeMany(name, operation, options);
  }

  private <R> Builder<R> pipeMany(
      String name, Function<?, ?> operation, Consumer<StageOptions> options) {
    return with(
        new ManyPipe(
            requireNonNull(name, "name"),
            untyped(requireNonNull(operation, "operation")),
            settings(StageSettings.DEFAULT, options),
            WrittenAt.caller()));
  }

  @Override
  @SuppressWarnings("unchecked") // As with untyped.
  public <R> Builder<R> pipeEmitting(
      String name, EmittingOperation<? super T, R> operation, Consumer<StageOptions> options) {
    return with(
        new EmittingPipe(
            requireNonNull(name, "name"),
            (EmittingOperation<Object, Object>) requireNonNull(operation, "operation"),
            settings(StageSettings.DEFAULT, options),
            WrittenAt.caller()));
  }

  @Override
  @SuppressWarnings("unchecked") // As with untyped.
  public <R> Builder<R> aggregate(
      String name, Supplier<? extends Aggregator<? super T, ? extends R>> aggregator) {
    return with(
        new Collect(
            requireNonNull(name, "name"),
            (Supplier<? extends Aggregator<Object, Object>>)
                (Supplier<?>) requireNonNull(aggregator, "aggregator"),
            WrittenAt.caller()));
  }

  @Override
  public Builder<List<T>> aggregate(int count, Duration within) {
    return with(
        new Aggregate(
            "aggregate",
            count,
            false,
            Optional.of(requireNonNull(within, "within")),
            WrittenAt.caller()));
  }

  @Override
  @SuppressWarnings("unchecked") // As with untyped.
  public <R> Builder<R> pathVariants(
      ToIntFunction<? super T> router,
      List<? extends Function<? super Builder<T>, ? extends Builder<? extends R>>> paths) {
    var origin = WrittenAt.caller();
    return with(
        new ItemRoute(
            "pathVariants",
            (ToIntFunction<Object>) requireNonNull(router, "router"),
            PathBuilder.stages(paths, origin),
            origin));
  }

  @Override
  public <E, R> Builder<List<R>> batchPathVariants(
      Function<? super List<E>, List<Integer>> router,
      List<? extends Function<? super Builder<List<E>>, ? extends Builder<? extends List<R>>>>
          paths) {
    var origin = WrittenAt.caller();
    return with(
        new BatchRoute(
            "batchPathVariants",
            untypedList(requireNonNull(router, "router")),
            PathBuilder.stages(paths, origin),
            origin));
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
  public Builder<T> background(String name, Supplier<? extends CompletionStage<?>> task) {
    return new DefinitionBuilder<>(
        definition.with(
            new BackgroundDefinition(
                requireNonNull(name, "name"), requireNonNull(task, "task"), WrittenAt.caller())),
        run);
  }

  @Override
  public Builder<T> maxFailures(int items) {
    return with(definition.limits().withMaxFailures(items));
  }

  @Override
  public Builder<T> maxFailureRate(double share) {
    return with(definition.limits().withMaxFailureRate(share));
  }

  private Builder<T> with(FailureLimits limits) {
    return new DefinitionBuilder<>(definition.with(limits), run);
  }

  @Override
  public Builder<T> deadLetters(Consumer<? super DeadLetter> taker) {
    return new DefinitionBuilder<>(
        definition.withDeadLetters(requireNonNull(taker, "deadLetters")), run);
  }

  @Override
  public Builder<T> observe(PipelineObserver observer) {
    return new DefinitionBuilder<>(
        definition, run.observedBy(new ObserverRelay(requireNonNull(observer, "observer"))));
  }

  @Override
  public Builder<T> recordTimeline(Consumer<TimelineOptions> options) {
    var given = new TimelineOptions();
    options.accept(given);
    return new DefinitionBuilder<>(definition, run.recorded(given.toSettings()));
  }

  @Override
  public Builder<T> statistics(Duration interval, Consumer<? super PipelineStatistics> reader) {
    requireNonNull(reader, "reader");
    return new DefinitionBuilder<>(
        definition,
        run.reportedTo(
            new RunSettings.Report(
                requireNonNull(interval, "interval"),
                meter -> reader.accept(StatisticsReading.of(meter)))));
  }

  @Override
  public Builder<T> logStatistics(Duration interval) {
    return statistics(interval, now -> LOG.info("statistics {}", now.describe()));
  }

  @Override
  public Builder<T> withoutTimes() {
    return new DefinitionBuilder<>(definition, run.withoutTimes());
  }

  @Override
  public Builder<T> clock(LoopClock clock) {
    return new DefinitionBuilder<>(definition, run.onClock(requireNonNull(clock, "clock")));
  }

  @Override
  public Builder<T> grace(Duration limit) {
    return new DefinitionBuilder<>(definition, run.withGrace(requireNonNull(limit, "grace")));
  }

  @Override
  public PipelineProfile profile(int items, Consumer<? super StageProfile> each) {
    return new Profiler(definition, run, items, requireNonNull(each, "each")).profile();
  }

  /** Whether it was given what only a whole pipeline can have, apart from a sink. */
  boolean hasSettingsOfAWhole() {
    return !run.equals(RunSettings.DEFAULT)
        || !definition.limits().equals(FailureLimits.NONE)
        || !definition.background().isEmpty()
        || definition.deadLetters().isPresent();
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

  @SuppressWarnings("unchecked") // As with untyped.
  private static Function<List<Object>, List<Integer>> untypedList(Function<?, ?> router) {
    return (Function<List<Object>, List<Integer>>) router;
  }

  /** The builder's types have seen to it that only fitting items reach the operation. */
  @SuppressWarnings("unchecked")
  private static <R> Function<Object, R> untyped(Function<?, ?> operation) {
    return (Function<Object, R>) operation;
  }
}
