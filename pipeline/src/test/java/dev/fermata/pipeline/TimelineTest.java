package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.Draining.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.timeline.Stretch;
import dev.fermata.pipeline.timeline.Stretch.State;
import dev.fermata.pipeline.timeline.Timeline;
import dev.fermata.pipeline.timeline.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sink holds all results, so that no time depends on the consumer. */
@Timeout(60)
class TimelineTest {

  private static CompletableFuture<Integer> after(int millis, int x) {
    await(Async.sleep(Duration.ofMillis(millis)));
    return completedFuture(x);
  }

  private static <T> Timeline timelineOf(Builder<T> builder) {
    Pipeline<T> pipeline = builder.build();
    drain(pipeline);
    return pipeline.timeline();
  }

  private static List<Visit> visits(Timeline timeline, String stage) {
    return timeline.visits().stream().filter(visit -> visit.stage().equals(stage)).toList();
  }

  private static Builder<Integer> twoStages() {
    return Pipeline.from(List.of(0, 1, 2, 3))
        .pipe("fast", x -> after(1, x), s -> {})
        .pipe("slow", x -> after(10, x), s -> s.concurrency(2).ordered())
        .sink(100)
        .clock(new VirtualClock())
        .recordTimeline();
  }

  @Test
  void eachItemIsSeenAtEachStageInItsTime() {
    Timeline timeline = timelineOf(twoStages());

    assertThat(timeline.stages())
        .containsExactly(
            new Timeline.Stage("source", 1),
            new Timeline.Stage("fast", 1),
            new Timeline.Stage("slow", 2));
    assertThat(visits(timeline, "fast"))
        .extracting(visit -> visit.label() + " " + visit.start().toMillis())
        .containsExactly("0 0", "1 1", "2 2", "3 3");
    assertThat(visits(timeline, "slow"))
        .extracting(visit -> visit.label() + " " + visit.end().minus(visit.start()).toMillis())
        .containsExactly("0 10", "1 10", "2 10", "3 10");
    assertThat(visits(timeline, "slow")).extracting(Visit::lane).containsOnly(0, 1);
    assertThat(timeline.from()).isZero();
    assertThat(timeline.to()).isEqualTo(Duration.ofMillis(22));
    assertThat(timeline.leftOut().describe()).isEmpty();
  }

  @Test
  void visitsInOneLaneFollowEachOther() {
    Timeline timeline = timelineOf(twoStages());

    for (Timeline.Stage stage : timeline.stages()) {
      for (int lane = 0; lane < stage.concurrency(); lane++) {
        Duration reached = Duration.ZERO;
        for (Visit visit : visits(timeline, stage.name())) {
          if (visit.lane() == lane) {
            assertThat(visit.start()).isGreaterThanOrEqualTo(reached);
            reached = visit.left();
          }
        }
      }
    }
  }

  /** On a virtual clock work takes no time, so what sleeps is all waiting. */
  @Test
  void asleepAnItemWaits() {
    Visit visit = visits(timelineOf(twoStages()), "slow").get(0);

    assertThat(visit.phases())
        .containsExactly(new Stretch(State.WAITING, Optional.empty(), visit.start(), visit.end()));
    assertThat(visit.working()).isZero();
  }

  @Test
  void aResultWithoutRoomDownstreamIsBlocked() {
    Timeline timeline =
        timelineOf(
            Pipeline.from(List.of(0, 1, 2, 3, 4, 5, 6, 7))
                .pipe("fast", x -> after(1, x), s -> {})
                .pipe("slow", x -> after(10, x), s -> {})
                .sink(100)
                .clock(new VirtualClock())
                .recordTimeline());

    Visit fourth = visits(timeline, "fast").get(4);
    assertThat(fourth.phases())
        .extracting(Stretch::state)
        .containsExactly(State.WAITING, State.BLOCKED);
    assertThat(fourth.left().minus(fourth.end()).toMillis()).isBetween(5L, 10L);
  }

  @Test
  void anAsyncOperationWorksOnTheLoopBetweenItsAwaits() {
    var clock = new SteppingClock();
    Timeline timeline =
        timelineOf(
            Pipeline.from(List.of("a"))
                .pipe(
                    "steps",
                    x -> {
                      clock.pass(Duration.ofMillis(3));
                      await(Async.sleep(Duration.ofMillis(20)));
                      await(helper(clock));
                      return completedFuture(x);
                    },
                    s -> {})
                .sink(1)
                .clock(clock)
                .recordTimeline());

    Visit visit = visits(timeline, "steps").get(0);
    assertThat(visit.phases())
        .extracting(phase -> phase.state() + " " + phase.length().toMillis())
        .containsExactly("WORKING 3", "WAITING 20", "WORKING 5", "WAITING 7", "WORKING 1");
    assertThat(visit.stretches())
        .allSatisfy(
            work ->
                assertThat(work.thread())
                    .hasValueSatisfying(name -> assertThat(name).matches("pipeline-\\d+")));
  }

  /** A lane is hired while another holds an item, and is none of that item's work. */
  @Test
  void lanesOfOneStageWorkForTheirOwnItemsOnly() {
    var clock = new SteppingClock();
    Timeline timeline =
        timelineOf(
            Pipeline.from(List.of(1, 2, 3, 4))
                .pipe(
                    "steps",
                    x -> {
                      clock.pass(Duration.ofMillis(x));
                      await(Async.sleep(Duration.ofMillis(20)));
                      clock.pass(Duration.ofMillis(x));
                      return completedFuture(x);
                    },
                    s -> s.concurrency(4))
                .sink(4)
                .clock(clock)
                .recordTimeline());

    assertThat(visits(timeline, "steps"))
        .extracting(visit -> visit.label() + " " + visit.working().toMillis())
        .containsExactly("1 2", "2 4", "3 6", "4 8");
  }

  private static CompletableFuture<Integer> helper(SteppingClock clock) {
    clock.pass(Duration.ofMillis(5));
    await(Async.sleep(Duration.ofMillis(7)));
    clock.pass(Duration.ofMillis(1));
    return completedFuture(1);
  }

  @Test
  void aBlockingOperationWorksOnItsThread() {
    var clock = new SteppingClock();
    Timeline timeline =
        timelineOf(
            Pipeline.from(List.of("a", "b"))
                .pipeBlocking(
                    "block",
                    x -> {
                      clock.pass(Duration.ofMillis(4));
                      return Thread.currentThread().getName();
                    },
                    s -> {})
                .sink(2)
                .clock(clock)
                .recordTimeline());

    assertThat(visits(timeline, "block"))
        .hasSize(2)
        .allSatisfy(
            visit -> {
              assertThat(workOfItsOwnThread(visit)).isEqualTo(Duration.ofMillis(4));
            });
  }

  /** The loop works for it too, and the clock may go on meanwhile. */
  private static Duration workOfItsOwnThread(Visit visit) {
    return visit.stretches().stream()
        .filter(work -> work.thread().orElseThrow().contains("-blocking-"))
        .map(Stretch::length)
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void resultsOfAStreamAreReadOnItsThread() {
    var clock = new SteppingClock();
    Timeline timeline =
        timelineOf(
            Pipeline.from(List.of("a"))
                .pipeIterable(
                    "many",
                    x -> {
                      clock.pass(Duration.ofMillis(4));
                      return List.of(1, 2, 3);
                    },
                    s -> {})
                .sink(3)
                .clock(clock)
                .recordTimeline());

    assertThat(visits(timeline, "many"))
        .singleElement()
        .satisfies(visit -> assertThat(workOfItsOwnThread(visit)).isEqualTo(Duration.ofMillis(4)));
  }

  @Test
  void aFailureIsNamed() {
    Timeline timeline =
        timelineOf(
            Pipeline.from(List.of(1, 0))
                .pipe("divide", x -> completedFuture(1 / x), s -> {})
                .recordTimeline());

    assertThat(visits(timeline, "divide"))
        .extracting(Visit::failure)
        .containsExactly(Optional.empty(), Optional.of("java.lang.ArithmeticException"));
  }

  @Test
  void whatHasNotEndedLastsUntilNow() throws Exception {
    var operation = new ManualOperation<Integer>();
    try (Pipeline<Integer> pipeline =
        Pipeline.from(List.of(7)).pipe("manual", operation, s -> {}).recordTimeline().build()) {
      pipeline.start();
      var call = operation.call(7);

      Visit visit = visits(pipeline.timeline(), "manual").get(0);
      assertThat(visit.ended()).isFalse();
      assertThat(visit.end()).isEqualTo(visit.left());
      call.complete(7);
    }
  }

  @Test
  void theFirstOperationsAreKeptAndTheOthersCounted() {
    Timeline timeline = timelineOf(twoStages().recordTimeline(options -> options.first(5)));

    assertThat(timeline.visits()).hasSize(5);
    assertThat(timeline.leftOut()).isEqualTo(new Timeline.LeftOut(7, false));
    assertThat(timeline.leftOut().describe())
        .isEqualTo("7 later operations are left out, as more were not to be recorded");
  }

  @Test
  void orTheLastOnes() {
    Timeline timeline = timelineOf(twoStages().recordTimeline(options -> options.last(2)));

    assertThat(timeline.visits()).extracting(Visit::label).containsExactly("2", "3");
    assertThat(timeline.visits()).extracting(Visit::stage).containsOnly("slow");
    assertThat(timeline.from()).isEqualTo(timeline.visits().get(0).start());
    assertThat(timeline.leftOut()).isEqualTo(new Timeline.LeftOut(10, true));
  }

  @Test
  void itemsGoByTheLabelsOneGives() {
    Timeline timeline =
        timelineOf(twoStages().recordTimeline(options -> options.label(item -> "number " + item)));

    assertThat(visits(timeline, "fast").get(2).label()).isEqualTo("number 2");
  }

  @Test
  void aListThatIsFilledGoesByWhatIsInItInTheEnd() {
    Timeline timeline =
        timelineOf(Pipeline.from(List.of(1, 2, 3)).aggregate(2).sink(2).recordTimeline());

    assertThat(visits(timeline, "aggregate"))
        .extracting(Visit::label)
        .containsExactly("2 items", "1 item");
  }

  @Test
  void aLabelThatThrowsIsReplacedByTheClass() {
    Timeline timeline =
        timelineOf(
            twoStages()
                .recordTimeline(
                    options ->
                        options.label(
                            item -> {
                              throw new IllegalStateException();
                            })));

    assertThat(timeline.visits()).extracting(Visit::label).containsOnly("Integer");
  }

  @Test
  void aPartOfTheTimeHasItsVisitsOnly() {
    Timeline part = timelineOf(twoStages()).between(Duration.ofMillis(15), Duration.ofMillis(30));

    assertThat(visits(part, "slow")).extracting(Visit::label).containsExactly("2", "3");
    assertThat(part.visits()).extracting(Visit::stage).containsOnly("slow");
  }

  @Test
  void aPipelineThatDoesNotRecordSaysHowTo() {
    try (Pipeline<Integer> pipeline = Pipeline.from(List.of(1)).build()) {
      assertThatIllegalStateException()
          .isThrownBy(pipeline::timeline)
          .withMessageContaining("recordTimeline()");
    }
  }

  @Test
  void aTimelineOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> twoStages().recordTimeline(options -> options.first(0)))
        .withMessageContaining("give 1 or more");
  }
}
