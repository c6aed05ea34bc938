package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.definition.BackgroundDefinition;
import dev.fermata.pipeline.definition.FailureLimits;
import dev.fermata.pipeline.definition.PipelineDefinition;
import dev.fermata.pipeline.definition.RateLimit;
import dev.fermata.pipeline.definition.Retry;
import dev.fermata.pipeline.definition.SourceDefinition;
import dev.fermata.pipeline.definition.SourceDefinition.AsyncSource;
import dev.fermata.pipeline.definition.SourceDefinition.IterableSource;
import dev.fermata.pipeline.definition.SourceDefinition.MergeSource;
import dev.fermata.pipeline.definition.SourceDefinition.PublisherSource;
import dev.fermata.pipeline.definition.StageDefinition;
import dev.fermata.pipeline.definition.StageDefinition.Aggregate;
import dev.fermata.pipeline.definition.StageDefinition.AsyncPipe;
import dev.fermata.pipeline.definition.StageDefinition.BlockingPipe;
import dev.fermata.pipeline.definition.StageDefinition.Collect;
import dev.fermata.pipeline.definition.StageDefinition.Disaggregate;
import dev.fermata.pipeline.definition.StageDefinition.EmittingPipe;
import dev.fermata.pipeline.definition.StageDefinition.ItemRoute;
import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.definition.StageSettings.ResultOrder;
import dev.fermata.pipeline.graph.PipelineGraph;
import dev.fermata.pipeline.operation.Aggregator;
import dev.fermata.pipeline.operation.DeadLetter;
import dev.fermata.pipeline.operation.StageHook;
import dev.fermata.pipeline.stats.Listeners;
import dev.fermata.pipeline.stats.OperationListener;
import dev.fermata.pipeline.stats.TimelineSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a user may give to be called on the loop keeps the loop on one thread. */
class LoopWorkTest {
  private static final StackTraceElement HERE = new StackTraceElement("Test", "test", "Test", 1);
  private static final SourceDefinition LIST = new IterableSource(List.of(1, 2), HERE);
  private static final StageDefinition BLOCKING = blocking(StageSettings.DEFAULT);
  private static final PipelineDefinition BASE = PipelineDefinition.of(LIST).with(BLOCKING);

  @Test
  void blockingFunctionsListsAndLimitsAreForAnyThread() {
    var merged =
        PipelineDefinition.of(new MergeSource(List.of(BASE, BASE), Optional.empty(), HERE))
            .with(blocking(StageSettings.DEFAULT.with(4, ResultOrder.INPUT)))
            .with(new Aggregate("lists", 8, false, Optional.empty(), HERE))
            .with(FailureLimits.NONE.withMaxFailures(3));

    assertThat(isForAnyThread(merged, RunSettings.DEFAULT)).isTrue();
    assertThat(isForAnyThread(merged, RunSettings.DEFAULT.withoutTimes())).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatMayCallTheUsersOnTheLoopIsNot(String what, PipelineDefinition definition) {
    assertThat(isForAnyThread(definition, RunSettings.DEFAULT)).isFalse();
  }

  static Stream<Arguments> whatMayCallTheUsersOnTheLoopIsNot() {
    var done = CompletableFuture.<Object>completedFuture(1);
    var source = new AsyncSource(() -> done, 1, HERE);
    var async = new AsyncPipe("p", item -> done, Optional.empty(), StageSettings.DEFAULT, HERE);
    return Stream.of(
        arguments("no blocking function", PipelineDefinition.of(LIST)),
        arguments("an async method", BASE.with(async)),
        arguments(
            "an emitting method",
            BASE.with(
                new EmittingPipe("p", (i, out) -> StageRun.DONE, StageSettings.DEFAULT, HERE))),
        arguments("an async source", PipelineDefinition.of(source).with(BLOCKING)),
        arguments(
            "a publisher",
            PipelineDefinition.of(new PublisherSource(new SubmissionPublisher<>(), HERE))
                .with(BLOCKING)),
        arguments(
            "a merging operation",
            PipelineDefinition.of(
                    new MergeSource(
                        List.of(BASE), Optional.of((inputs, out) -> StageRun.DONE), HERE))
                .with(BLOCKING)),
        arguments(
            "a merge of an async source",
            PipelineDefinition.of(
                    new MergeSource(List.of(PipelineDefinition.of(source)), Optional.empty(), HERE))
                .with(BLOCKING)),
        arguments(
            "a merge with an async method",
            PipelineDefinition.of(
                    new MergeSource(List.of(BASE.with(async)), Optional.empty(), HERE))
                .with(BLOCKING)),
        arguments(
            "a router", BASE.with(new ItemRoute("r", item -> 0, List.of(List.of(BLOCKING)), HERE))),
        arguments("an aggregator", BASE.with(new Collect("c", LoopWorkTest::aggregator, HERE))),
        arguments("items that are iterated", BASE.with(new Disaggregate("d", HERE))),
        arguments(
            "lists by time",
            BASE.with(new Aggregate("a", 8, false, Optional.of(Duration.ofDays(1)), HERE))),
        arguments("a background task", BASE.with(new BackgroundDefinition("b", () -> done, HERE))),
        arguments("dead letters", BASE.withDeadLetters(letter -> {})),
        arguments("a timeout", with(s -> s.timeout = Optional.of(Duration.ofDays(1)))),
        arguments(
            "retries", with(s -> s.retry = Optional.of(new Retry(1, Duration.ZERO, e -> true)))),
        arguments(
            "a rate", with(s -> s.rate = Optional.of(new RateLimit(1, Duration.ofSeconds(1))))),
        arguments("dead letters of a stage", with(s -> s.deadLetters = Optional.of(letter -> {}))),
        arguments("hooks", with(s -> s.hooks = List.of(new StageHook() {}))),
        arguments("keys", with(s -> s.key = Optional.of(item -> item))));
  }

  @Test
  void norIsWhatTellsOfTheRunOrGoesByAnotherClock() {
    OperationListener told = Listeners.all(List.of());
    var report = new RunSettings.Report(Duration.ofDays(1), meter -> {});
    var timeline = new TimelineSettings(9, true, Object::toString);
    RunSettings settings = RunSettings.DEFAULT;

    assertThat(isForAnyThread(BASE, settings)).isTrue();
    assertThat(isForAnyThread(BASE, settings.observedBy(told))).isFalse();
    assertThat(isForAnyThread(BASE, settings.reportedTo(report))).isFalse();
    assertThat(isForAnyThread(BASE, settings.recorded(timeline))).isFalse();
    assertThat(isForAnyThread(BASE, settings.onClock(new VirtualClock()))).isFalse();
  }

  private static boolean isForAnyThread(PipelineDefinition definition, RunSettings settings) {
    return LoopWork.isForAnyThread(PipelineGraph.of(definition), settings);
  }

  private static StageDefinition blocking(StageSettings settings) {
    return new BlockingPipe("work", item -> item, settings, HERE);
  }

  private static Aggregator<Object, Object> aggregator() {
    return new Aggregator<>() {
      @Override
      public Optional<Object> accumulate(Object item) {
        return Optional.empty();
      }

      @Override
      public Optional<Object> flush() {
        return Optional.empty();
      }
    };
  }

  private static PipelineDefinition with(Consumer<Changed> change) {
    var changed = new Changed();
    change.accept(changed);
    return PipelineDefinition.of(LIST).with(blocking(changed.settings()));
  }

  private static final class Changed {
    private Optional<Duration> timeout = Optional.empty();
    private Optional<Retry> retry = Optional.empty();
    private Optional<RateLimit> rate = Optional.empty();
    private Optional<Consumer<? super DeadLetter>> deadLetters = Optional.empty();
    private List<StageHook> hooks = List.of();
    private Optional<Function<Object, Object>> key = Optional.empty();

    StageSettings settings() {
      return new StageSettings(
          1,
          ResultOrder.COMPLETION,
          timeout,
          FailureLimits.NONE,
          Optional.empty(),
          retry,
          rate,
          deadLetters,
          hooks,
          key);
    }
  }
}
