package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.StagesTest.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundTest {
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger ticks = new AtomicInteger();

  private CompletableFuture<Void> ticking() {
    events.add("begins");
    try {
      while (true) {
        await(Async.sleep(Duration.ofMillis(10)));
        ticks.incrementAndGet();
      }
    } finally {
      await(Async.sleep(Duration.ofMillis(5)));
      events.add("ends");
    }
  }

  private static CompletableFuture<Integer> in100Millis(int x) {
    await(Async.sleep(Duration.ofMillis(100)));
    return completedFuture(x);
  }

  private static CompletableFuture<Void> failsAfter(int millis, IOException failure) {
    await(Async.sleep(Duration.ofMillis(millis)));
    return failedFuture(failure);
  }

  private static Builder<Integer> slow(int items) {
    return Pipeline.from(Collections.nCopies(items, 7))
        .pipe("slow", BackgroundTest::in100Millis, stage -> {})
        .sink(items)
        .clock(new VirtualClock());
  }

  @Test
  void aTaskRunsBesideTheStagesAndIsCancelledWhenTheyHaveEnded() {
    var pipeline = slow(10).background("ticking", this::ticking).build();

    assertThat(events).isEmpty();
    assertThat(drain(pipeline)).hasSize(10);
    assertThat(ticks.get()).isBetween(99, 100);
    assertThat(events).containsExactly("begins", "ends");
  }

  @Test
  void tasksBeginBeforeTheSource() {
    var pipeline =
        Pipeline.fromAsync(
                () -> {
                  events.add("source");
                  return completedFuture(0);
                },
                0)
            .background("one", () -> completedFuture(events.add("one")))
            .background("two", () -> completedFuture(events.add("two")))
            .build();

    assertThat(drain(pipeline)).isEmpty();
    assertThat(events).containsExactly("one", "two", "source");
  }

  @Test
  void aTaskThatEndsBeforeLeavesThePipelineAlone() {
    var pipeline = slow(3).background("once", () -> completedFuture(events.add("once"))).build();

    assertThat(drain(pipeline)).hasSize(3);
    assertThat(events).containsExactly("once");
  }

  @Test
  void eachRunHasTasksOfItsOwn() {
    var definition = Pipeline.from(List.of(1)).background("count", this::count);

    assertThat(drain(definition.build())).containsExactly(1);
    assertThat(drain(definition.build())).containsExactly(1);
    assertThat(ticks).hasValue(2);
  }

  private CompletionStage<Integer> count() {
    return completedFuture(ticks.incrementAndGet());
  }

  @Test
  void aFailureEndsThePipelineInTheTasksNameAfterWhatHasComeToTheSink() {
    var broken = new IOException("lease lost");
    var results = new ArrayList<Integer>();
    var pipeline =
        slow(1000)
            .background("lease", () -> failsAfter(550, broken))
            .background("ticking", this::ticking)
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.forEach(results::add))
        .withMessage("stage 'lease' failed in the background: java.io.IOException: lease lost")
        .withCause(broken)
        .satisfies(failure -> assertThat(failure.stage()).isEqualTo("lease"));
    assertThat(results).hasSize(5);
    assertThat(events).containsExactly("begins", "ends");
    assertThat(pipeline.iterator()).isExhausted();
  }

  @Test
  void aFailureEndsAPipelineWhoseConsumerIsSlow() throws Exception {
    var fails = new CompletableFuture<Void>();
    var source = new Naturals(1_000_000);
    try (var pipeline = Pipeline.from(source).background("watch", () -> fails).sink(1).build()) {
      assertThat(pipeline.next(Duration.ofSeconds(30))).hasValue(0);
      fails.completeExceptionally(new IOException());

      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(() -> pipeline.forEach(each -> {}))
          .satisfies(failure -> assertThat(failure.failures()).hasSize(1));
    }
    assertThat(source.read()).isLessThan(1_000_000);
  }

  @Test
  void whateverIsThrownAtOnceIsAFailureToo() {
    assertFails(
        () -> {
          throw new AssertionError("at once");
        },
        "at once");
    assertFails(() -> failedFuture(new CancellationException("of its own")), "of its own");
    assertFails(() -> null, "background task 'bad' returned null in place of a stage");
  }

  private static void assertFails(Supplier<CompletionStage<?>> task, String message) {
    var pipeline = slow(1000).background("bad", task).build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withMessageContaining("stage 'bad' failed in the background")
        .withMessageContaining(message);
  }

  @Test
  void aFailureWhileItCleansUpIsThrownByClose() {
    var pipeline = slow(2).background("untidy", this::untidy).build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withMessageContaining("stage 'untidy' failed in the background")
        .withMessageContaining("left open");
  }

  private CompletableFuture<Void> untidy() {
    try {
      await(new CompletableFuture<>());
      return completedFuture(null);
    } finally {
      assertThat(events).as("left open").isNotEmpty();
    }
  }

  @Test
  void whatStagesThrowWhenTheyAreStoppedDoesNotMaskTheTasksFailure() {
    var pipeline =
        Pipeline.from(List.of(1))
            .pipe("stage", x -> failsWhenCancelled(), stage -> stage.maxFailures(0))
            .background("task", () -> failedFuture(new IOException("first")))
            .clock(new VirtualClock())
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withMessageStartingWith("stage 'task' failed in the background")
        .withRootCauseInstanceOf(IOException.class);
  }

  private static CompletableFuture<Integer> failsWhenCancelled() {
    try {
      await(new CompletableFuture<>());
      return completedFuture(1);
    } catch (CancellationException stopped) {
      throw new IllegalStateException("while cancelled", stopped);
    }
  }

  @Test
  void closeCancelsTasksAndWaitsForThem() throws Exception {
    var operation = new ManualOperation<Integer>();
    try (var pipeline =
        Pipeline.from(List.of(1))
            .pipe("stuck", operation, stage -> {})
            .background("ticking", this::ticking)
            .build()) {
      pipeline.start();
      operation.call(1);
    }

    assertThat(events).containsExactly("begins", "ends");
  }

  @Test
  void closeDoesNotWaitForEverForATaskThatWillNotEnd() {
    var never = new CompletableFuture<Void>();
    var pipeline =
        Pipeline.from(List.of(1))
            .background("stubborn", () -> Async.shield(never))
            .background("clinging", () -> clings(never))
            .grace(Duration.ofMillis(1))
            .build();

    assertThat(drain(pipeline)).containsExactly(1);
    never.complete(null);
  }

  private CompletableFuture<Void> clings(CompletableFuture<Void> never) {
    while (!never.isDone()) {
      try {
        await(Async.shield(never));
      } catch (CancellationException again) {
        ticks.incrementAndGet();
      }
    }
    return never;
  }

  @Test
  void descriptionsTellOfTasksAndWhereTheyWereGiven() {
    var definition =
        Pipeline.from(List.of(1))
            .background("heartbeat", () -> completedFuture(1))
            .pipe("next", CompletableFuture::completedFuture, stage -> {});

    assertThat(definition.toString())
        .containsPattern("background heartbeat at .*BackgroundTest.java:\\d+");
  }

  @Test
  void tasksOfTheSameNameAreToldApart() {
    var pipeline =
        slow(10)
            .background("slow", () -> new CompletableFuture<>())
            .background("slow", () -> failedFuture(new IOException()))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .satisfies(failure -> assertThat(failure.stage()).isEqualTo("slow-3"));
  }

  @Test
  void onlyAWholePipelineHasThem() {
    var part = Pipeline.from(List.of(1)).background("part", () -> completedFuture(1));

    assertThatIllegalArgumentException().isThrownBy(() -> Pipeline.merge(List.of(part)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Pipeline.from(List.of(1))
                    .pathVariants(
                        x -> 0, List.of(path -> path.background("p", () -> completedFuture(1)))));
  }
}
