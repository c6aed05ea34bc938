package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.StagesTest.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.operation.DeadLetter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timeout, retry, rate, limits and dead letters of one stage, on a virtual clock. */
@Timeout(60)
class StageDeclarationTest {
  private final VirtualClock clock = new VirtualClock();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final Map<Integer, Integer> attempts = new HashMap<>();

  private int attempt(int item) {
    return attempts.merge(item, 1, Integer::sum);
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void allOfItTogether(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(List.of(0, 1, 2, 3))
            .pipe(
                "moody",
                this::moody,
                s ->
                    s.concurrency(concurrency)
                        .ordered(ordered)
                        .timeout(Duration.ofSeconds(1))
                        .retry(2, Duration.ofSeconds(10))
                        .rateLimit(1, Duration.ofSeconds(5))
                        .maxFailures(1)
                        .deadLetters(letters::add))
            .clock(clock)
            .build();

    assertThat(drain(pipeline)).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(attempts).isEqualTo(Map.of(0, 1, 1, 2, 2, 3, 3, 3));
    assertThat(letters).extracting(DeadLetter::stage, DeadLetter::item).containsExactly(tuple(3));
    assertThat(letters.get(0).failure())
        .isInstanceOf(TimeoutException.class)
        .satisfies(last -> assertThat(last.getSuppressed()).hasSize(1));
  }

  private static org.assertj.core.groups.Tuple tuple(Object item) {
    return org.assertj.core.api.Assertions.tuple("moody", item);
  }

  /** Takes as many attempts as its number says and one more; 3 is always too slow. */
  private CompletableFuture<Integer> moody(int item) {
    int attempt = attempt(item);
    await(Async.sleep(Duration.ofMillis(item == 3 ? 2000 : 500)));
    return attempt <= item
        ? failedFuture(new IOException("attempt " + attempt))
        : completedFuture(item);
  }

  @Test
  void pausesBetweenAttemptsGrow() {
    var pipeline =
        Pipeline.from(List.of(3))
            .pipe(
                "fails",
                x -> attempt(x) <= 3 ? failedFuture(new IOException()) : completedFuture(x),
                s -> s.retry(3, Duration.ofSeconds(1)))
            .clock(clock)
            .build();

    assertThat(drain(pipeline)).containsExactly(3);
    assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
    assertThat(pipeline.statistics().stage("fails").failed()).isZero();
  }

  @Test
  void someFailuresAreNotWorthAnotherAttempt() {
    var pipeline =
        Pipeline.from(List.of(1, 2))
            .pipeBlocking(
                "picky",
                x -> {
                  if (attempt(x) == 1) {
                    throw x == 1 ? new IllegalStateException() : new IllegalArgumentException();
                  }
                  return x;
                },
                s -> s.retry(5, Duration.ZERO, IllegalStateException.class::isInstance))
            .clock(clock)
            .build();

    assertThat(drain(pipeline)).containsExactly(1);
    assertThat(attempts).isEqualTo(Map.of(1, 2, 2, 1));
  }

  @Test
  void anErrorIsNotTriedAgain() {
    var error = new AssertionError("bug");
    var pipeline =
        Pipeline.from(List.of(1))
            .pipe(
                "bug",
                x -> {
                  attempt(x);
                  return CompletableFuture.<Integer>failedFuture(error);
                },
                s -> s.retry(5, Duration.ZERO))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withCause(error);
    assertThat(attempts).isEqualTo(Map.of(1, 1));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "8"})
  void operationsBeginNoCloserThanTheRateAllows(int concurrency) {
    var begun = new ArrayList<Duration>();
    var pipeline =
        Pipeline.from(List.of(0, 1, 2, 3, 4))
            .pipe(
                "limited",
                x -> {
                  begun.add(clock.elapsed());
                  return completedFuture(x);
                },
                s -> s.concurrency(concurrency).rateLimit(2, Duration.ofSeconds(1)))
            .clock(clock)
            .build();

    assertThat(drain(pipeline)).hasSize(5);
    assertThat(begun).extracting(Duration::toMillis).containsExactly(0L, 500L, 1000L, 1500L, 2000L);
  }

  @Test
  void timeInWhichNothingBeganIsNotMadeUpFor() {
    var clock = new VirtualClock();
    var begun = new ArrayList<Duration>();
    var pipeline =
        Pipeline.from(List.of(0, 1, 2, 3))
            .<Integer>pipe(
                "rests",
                x -> {
                  if (x == 1) {
                    await(Async.sleep(Duration.ofSeconds(10)));
                  }
                  return completedFuture(x);
                },
                s -> {})
            .pipe(
                "limited",
                x -> {
                  begun.add(clock.elapsed());
                  return completedFuture(x);
                },
                s -> s.concurrency(4).rateLimit(2, Duration.ofSeconds(1)))
            .clock(clock)
            .build();

    assertThat(drain(pipeline)).hasSize(4);
    assertThat(begun).extracting(Duration::toMillis).containsExactly(0L, 10_000L, 10_500L, 11_000L);
  }

  @Test
  void aRefusalOfTheExecutorIsNotTriedAgain() {
    var asked = new AtomicInteger();
    var pipeline =
        Pipeline.from(List.of(1))
            .pipeBlocking(
                "refused",
                x -> x,
                s ->
                    s.retry(3, Duration.ofSeconds(1))
                        .executor(
                            work -> {
                              asked.incrementAndGet();
                              throw new RejectedExecutionException("full");
                            }))
            .clock(new VirtualClock())
            .build();

    assertThatExceptionOfType(PipelineFailure.class).isThrownBy(() -> drain(pipeline));
    assertThat(asked).hasValue(1);
  }

  @Test
  void aTakerOfDeadLettersThatFailsEndsThePipeline() {
    var pipeline =
        Pipeline.from(List.of(1))
            .<Integer>pipe(
                "fails",
                x -> failedFuture(new IOException("first")),
                s ->
                    s.deadLetters(
                        letter -> {
                          throw new IllegalStateException("disk full");
                        }))
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .withMessageContaining("stage 'fails' has a taker of dead letters that failed")
        .havingCause()
        .withMessage("disk full");
  }

  @Test
  void thePipelinesTakerIsThereForStagesWithoutOne() {
    var ofStage = new ArrayList<DeadLetter>();
    var pipeline =
        Pipeline.from(List.of(1, 2, 3))
            .pipe("one", x -> failsFor(1, x), s -> s.deadLetters(ofStage::add))
            .pipe("two", x -> failsFor(2, x), s -> {})
            .<Object>pipe("list", x -> completedFuture(x), s -> {})
            .disaggregate()
            .deadLetters(letters::add)
            .build();

    assertThat(drain(pipeline)).isEmpty();
    assertThat(ofStage).extracting(DeadLetter::item).containsExactly(1);
    assertThat(letters).extracting(DeadLetter::stage).containsExactly("two", "disaggregate");
  }

  private static CompletableFuture<Integer> failsFor(int bad, int item) {
    return item == bad ? failedFuture(new IOException("item " + item)) : completedFuture(item);
  }

  @Test
  void thePipelinesLimitCountsAllStagesTogether() {
    var pipeline =
        Pipeline.from(new Naturals(1000))
            .pipe("one", x -> failsFor(1, x), s -> s.maxFailures(5))
            .pipe("two", x -> failsFor(2, x), s -> s.maxFailures(5))
            .pipe("three", x -> failsFor(3, x), s -> s.maxFailures(5))
            .maxFailures(2)
            .build();
    var results = new ArrayList<Integer>();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.forEach(results::add))
        .withMessageContaining("failed for 3 of ")
        .withMessageContaining("items of the whole pipeline (maxFailures is 2)")
        .havingCause()
        .withMessage("item 3");
    assertThat(results).containsExactly(0);
  }

  @Test
  void thePipelinesRateIsJudgedFromTheHundredthOperationOn() {
    var fine =
        Pipeline.from(new Naturals(99))
            .pipe("all fail", x -> failsFor(x, x), s -> {})
            .maxFailureRate(0.01)
            .build();
    assertThat(drain(fine)).isEmpty();

    var exceeded =
        Pipeline.from(new Naturals(100))
            .pipe("all fail", x -> failsFor(x, x), s -> {})
            .maxFailureRate(0.5)
            .build();
    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(exceeded))
        .withMessageContaining("failed for 100 of 100 items of the whole pipeline");
  }

  @Test
  void mistakesAreFoundAtBuild() {
    var mistaken =
        Pipeline.from(List.of(1))
            .pipe(
                "a",
                x -> completedFuture(x),
                s -> s.retry(0, Duration.ofSeconds(-1)).rateLimit(0, Duration.ZERO))
            .<Integer>pipeIterable("b", List::of, s -> s.retry(1, Duration.ZERO))
            .maxFailures(-1);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(mistaken::build)
        .withMessageContaining("stage 'a': it retries 0 times")
        .withMessageContaining("the pause before it retries is PT-1S")
        .withMessageContaining("its rate is 0 operations")
        .withMessageContaining("its rate is per PT0S")
        .withMessageContaining("stage 'b': an operation with many results cannot be retried")
        .withMessageContaining("pipeline: maxFailures is -1")
        .withMessageContaining("StageDeclarationTest.java");
  }
}
