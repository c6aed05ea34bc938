package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.StagesTest.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.operation.StageHook;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StageHookTest {
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger entered = new AtomicInteger();
  private final AtomicInteger left = new AtomicInteger();

  /** Tells of what it is around. */
  private final class Telling implements StageHook {
    private final String name;

    Telling(String name) {
      this.name = name;
    }

    @Override
    public CompletionStage<?> aroundStage(Supplier<CompletionStage<?>> stage) {
      events.add(name + " enters");
      try {
        await(stage.get());
      } finally {
        events.add(name + " exits");
      }
      return completedFuture(null);
    }

    @Override
    public <R> CompletionStage<R> aroundItem(Object item, Supplier<CompletionStage<R>> operation) {
      events.add(name + " begins " + item);
      entered.incrementAndGet();
      try {
        return completedFuture(await(operation.get()));
      } finally {
        events.add(name + " ends " + item);
        left.incrementAndGet();
      }
    }
  }

  @Test
  void hooksNestTheFirstOutermost() {
    var pipeline =
        Pipeline.from(List.of(1))
            .pipe(
                "next",
                x -> completedFuture(x + 1),
                s -> s.hook(new Telling("outer")).hook(new Telling("inner")))
            .build();

    assertThat(drain(pipeline)).containsExactly(2);
    assertThat(events)
        .containsExactly(
            "outer enters",
            "inner enters",
            "outer begins 1",
            "inner begins 1",
            "inner ends 1",
            "outer ends 1",
            "inner exits",
            "outer exits");
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void everyItemIsEnteredAndLeftOnceWhateverBecomesOfIt(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(100))
            .pipe(
                "moody",
                StageHookTest::moody,
                s ->
                    s.concurrency(concurrency)
                        .ordered(ordered)
                        .retry(1, Duration.ofMillis(3))
                        .hook(new Telling("hook")))
            .clock(new VirtualClock())
            .build();

    assertThat(drain(pipeline)).hasSize(60);
    assertThat(entered).hasValue(100);
    assertThat(left).hasValue(100);
    assertThat(events).containsOnlyOnce("hook enters", "hook exits").endsWith("hook exits");
    assertThat(pipeline.statistics().stage("moody").failed()).isEqualTo(20);
    assertThat(pipeline.statistics().stage("moody").dropped()).isEqualTo(20);
  }

  private static CompletableFuture<Integer> moody(int x) {
    await(Async.sleep(Duration.ofMillis(x % 7)));
    return switch (x % 5) {
      case 0 -> CompletableFuture.failedFuture(new IOException());
      case 1 -> completedFuture(null);
      default -> completedFuture(x);
    };
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void hooksAreAroundStagesOfAllKinds(boolean ordered) {
    var pipeline =
        Pipeline.from(new Naturals(10))
            .pipeBlocking(
                "twice", x -> 2 * x, s -> s.ordered(ordered).hook(new Telling("blocking")))
            .pipeIterable(
                "both", x -> List.of(x, x), s -> s.ordered(ordered).hook(new Telling("many")))
            .build();

    assertThat(drain(pipeline)).hasSize(20);
    assertThat(events).contains("blocking exits", "many exits", "blocking ends 9", "many ends 18");
    assertThat(left).hasValue(20);
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void hooksAreLeftWhenThePipelineIsClosedEarly(boolean ordered, int concurrency) throws Exception {
    var operation = new ManualOperation<Integer>();
    try (var pipeline =
        Pipeline.from(new Naturals(concurrency))
            .pipe(
                "stuck",
                operation,
                s -> s.concurrency(concurrency).ordered(ordered).hook(new Telling("hook")))
            .build()) {
      pipeline.start();
      for (int i = 0; i < concurrency; i++) {
        operation.call(i);
      }
    }
    assertThat(entered).hasValue(concurrency);
    assertThat(left).hasValue(concurrency);
    assertThat(events).containsOnlyOnce("hook enters", "hook exits").endsWith("hook exits");
  }

  /** The operation begins where its item was handed on, for a lane that has yet to hear of it. */
  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "true, 1", "true, 2"})
  void aLaneCancelledBeforeItHeardOfItsItemSeesToItsEnd(boolean ordered, int concurrency) {
    var closed = new CompletableFuture<Pipeline<Integer>>();
    var pipeline =
        Pipeline.from(new Naturals(9))
            .<Integer>pipe("before", x -> waitAndHandOn(x), s -> {})
            .<Integer>pipe(
                "closes",
                x -> closeAndWait(x, closed.join()),
                s -> s.concurrency(concurrency).ordered(ordered).hook(new Telling("hook")))
            .clock(new VirtualClock())
            .build();
    closed.complete(pipeline);

    assertThat(drain(pipeline)).isEmpty();
    pipeline.close();
    assertThat(events)
        .containsExactly(
            "hook enters", "hook begins 0", "cancelled", "cleaned up", "hook ends 0", "hook exits");
  }

  private static CompletableFuture<Integer> waitAndHandOn(int x) {
    await(Async.sleep(Duration.ofMillis(1)));
    return completedFuture(x);
  }

  private CompletableFuture<Integer> closeAndWait(int x, Pipeline<Integer> pipeline) {
    pipeline.close();
    try {
      await(Async.sleep(Duration.ofDays(1)));
    } catch (CancellationException cancelled) {
      events.add("cancelled");
      await(Async.sleep(Duration.ofMillis(5)));
      events.add("cleaned up");
      throw cancelled;
    }
    return completedFuture(x);
  }

  @Test
  void aHookThatFailsForAnItemFailsThatItem() {
    var hook =
        new StageHook() {
          @Override
          public <R> CompletionStage<R> aroundItem(
              Object item, Supplier<CompletionStage<R>> operation) {
            return item.equals(2)
                ? CompletableFuture.failedFuture(new IOException())
                : operation.get();
          }
        };
    var pipeline =
        Pipeline.from(List.of(1, 2, 3))
            .pipe("next", CompletableFuture::completedFuture, s -> s.hook(hook))
            .build();

    assertThat(drain(pipeline)).isEqualTo(List.of(1, 3));
    assertThat(pipeline.statistics().stage("next").failed()).isEqualTo(1);
  }

  @Test
  void aHookThatFailsToSetUpEndsThePipelineByName() {
    StageHook hook =
        new StageHook() {
          @Override
          public CompletionStage<?> aroundStage(Supplier<CompletionStage<?>> stage) {
            throw new IllegalStateException("no licence");
          }
        };

    assertFails(hook, List.of(), "no licence");
  }

  @Test
  void aHookThatFailsToTearDownEndsThePipelineByNameAfterAllResults() {
    StageHook hook =
        new StageHook() {
          @Override
          public CompletionStage<?> aroundStage(Supplier<CompletionStage<?>> stage) {
            await(stage.get());
            throw new IllegalStateException("cannot return the licence");
          }
        };

    assertFails(hook, List.of(1, 2, 3), "cannot return the licence");
  }

  @Test
  void aHookThatDoesNotRunItsStageEndsThePipelineByName() {
    StageHook hook =
        new StageHook() {
          @Override
          public CompletionStage<?> aroundStage(Supplier<CompletionStage<?>> stage) {
            return completedFuture(null);
          }
        };

    assertFails(hook, List.of(), "without having run the stage");
  }

  private static void assertFails(StageHook hook, List<Integer> delivered, String message) {
    var results = new ArrayList<Integer>();
    var pipeline =
        Pipeline.from(List.of(1, 2, 3))
            .pipe("same", CompletableFuture::completedFuture, s -> s.hook(hook))
            .build();
    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.forEach(results::add))
        .withMessageContaining("same")
        .withStackTraceContaining("has a hook that failed")
        .withStackTraceContaining(message);
    assertThat(results).isEqualTo(delivered);
  }

  @Test
  void aStageThatFailsIsNotBlamedOnItsHook() {
    var pipeline =
        Pipeline.from(List.of(1))
            .pipe(
                "strict",
                x -> CompletableFuture.<Integer>failedFuture(new IOException("broken")),
                s -> s.maxFailures(0).hook(new Telling("hook")))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .satisfies(e -> assertThat(e).hasStackTraceContaining("broken"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hook"));
    assertThat(events).endsWith("hook exits");
  }
}
