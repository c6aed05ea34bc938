package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.engine.StageRun.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.async.EventLoop;
import dev.fermata.async.TaskGroup;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.operation.Aggregator;
import dev.fermata.pipeline.stats.RunMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stages of one lane, between a queue and whatever takes their results. */
class PassingRunTest {
  private final VirtualClock clock = new VirtualClock();
  private final RunMeter meter = RunMeter.counting();
  private final FailureLedger failures = new FailureLedger("run");
  private final StageQueue in = new StageQueue(meter.addQueue("stage", 2), new PassDepth());
  private final List<Object> out = new ArrayList<>();

  /** Room for whatever is put next. */
  private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);

  private boolean upstreamStopped;

  @Test
  void whatNeedNotWaitIsDoneWhereItIsPut() {
    whileWaiting(
        DisaggregateRun::new,
        stage -> {
          in.put(List.of(1, 2));
          assertThat(out).containsExactly(1, 2);
          in.put(List.of());
          in.put(List.of(3));
          assertThat(out).containsExactly(1, 2, 3);
          return DONE;
        });
  }

  @Test
  void whatHasToWaitGoesOnWhenThereIsRoom() {
    whileWaiting(
        DisaggregateRun::new,
        stage -> {
          room = new CompletableFuture<>();
          in.put(List.of(1, 2));
          in.put(List.of(3));
          await(turns());
          assertThat(out).as("no room for more").containsExactly(1);
          room.complete(null);
          return turns();
        });

    assertThat(out).containsExactly(1, 2, 3);
  }

  @Test
  void whatFailsIsTheStagesAndNotThatOfWhoeverPutsIt() {
    whileWaiting(
        place -> new CollectRun(place, failing()),
        stage -> {
          in.put("item");
          assertThat(stage.isEnding()).as("told to the lane, not to who puts").isFalse();
          return DONE;
        });

    assertThat(failures.list())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.stage()).isEqualTo("stage");
              assertThat(failure.failure()).hasMessage("cannot collect item");
            });
    assertThat(upstreamStopped).isTrue();
    assertThat(out).containsExactly(Mark.CUT);
  }

  @Test
  void aStageThatIsStoppedBeforeItsLaneGoesOnLeavesNothingBehind() {
    room = new CompletableFuture<>();
    whileWaiting(
        DisaggregateRun::new,
        stage -> {
          in.put(List.of(1, 2)); // Waits for room, and its lane has yet to be resumed.
          stage.stop();
          return DONE;
        });

    assertThat(out).containsExactly(1);
    assertThat(failures.isEmpty()).isTrue();
  }

  @Test
  @Timeout(20)
  void aStageThatIsStoppedBeforeItBeginsNeverBegins() {
    EventLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  StageRun stage = made(DisaggregateRun::new);
                  stage.stop();
                  stage.start(group);
                  return DONE;
                }),
        clock);

    assertThat(upstreamStopped).isTrue();
    assertThat(out).isEmpty();
  }

  /** Lets a stage wait for items, acts, gives it time, and stops it. */
  private void whileWaiting(
      Function<StagePlace, StageRun> made, Function<StageRun, CompletionStage<Void>> action) {
    EventLoop.run(() -> TaskGroup.run(group -> actWhileWaiting(group, made, action)), clock);
  }

  private CompletionStage<Void> actWhileWaiting(
      TaskGroup group,
      Function<StagePlace, StageRun> made,
      Function<StageRun, CompletionStage<Void>> action) {
    StageRun stage = made(made);
    stage.start(group);
    await(turns());
    await(action.apply(stage));
    await(turns());
    stage.stop();
    return DONE;
  }

  /** More than anything here takes. */
  private static CompletionStage<Void> turns() {
    for (int turn = 0; turn < 9; turn++) {
      await(Async.yieldNow());
    }
    return DONE;
  }

  private StageRun made(Function<StagePlace, StageRun> made) {
    var context = Contexts.of(meter, failures, clock);
    var place =
        new StagePlace(
            context,
            "stage",
            in,
            this::put,
            () -> upstreamStopped = true,
            meter.addStage("stage", 1));
    return made.apply(place);
  }

  private CompletableFuture<?> put(Object item) {
    out.add(item);
    return room;
  }

  private static Aggregator<Object, Object> failing() {
    return new Aggregator<>() {
      @Override
      public Optional<Object> accumulate(Object item) {
        throw new IllegalStateException("cannot collect " + item);
      }

      @Override
      public Optional<Object> flush() {
        return Optional.empty();
      }
    };
  }
}
