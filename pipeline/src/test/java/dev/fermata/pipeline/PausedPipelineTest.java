package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.StagesTest.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.Async;
import dev.fermata.async.Task;
import dev.fermata.async.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pause, failure, close and change of concurrency when they meet. */
@Timeout(60)
class PausedPipelineTest {
  private final List<Pipeline<Integer>> pipelines = new ArrayList<>();
  private final List<Integer> begun = new ArrayList<>();
  private final List<Integer> ended = new ArrayList<>();

  private Pipeline<Integer> build(Builder<Integer> builder) {
    Pipeline<Integer> pipeline = builder.sink(1000).clock(new VirtualClock()).build();
    pipelines.add(pipeline);
    return pipeline;
  }

  private Pipeline<Integer> pipeline() {
    return pipelines.get(0);
  }

  private static Task<Void> sleep(int millis) {
    return Async.sleep(Duration.ofMillis(millis));
  }

  /** Takes 10 ms. */
  private CompletableFuture<Integer> work(int x) {
    begun.add(x);
    try {
      await(sleep(10));
      return completedFuture(x);
    } finally {
      ended.add(x);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 3", "true, 1", "true, 3"})
  void aFailureWhilePausedEndsItAndNothingBeginsAnyMore(boolean ordered, int concurrency) {
    var failure = new IOException("while paused");
    var pipeline =
        build(
            Pipeline.from(new Naturals(1000))
                .<Integer>pipe(
                    "fails",
                    x -> {
                      await(work(x));
                      if (x == 4) {
                        pipeline().pause();
                        await(sleep(1000)); // In which all others come to rest.
                        return failedFuture(failure);
                      }
                      return completedFuture(x);
                    },
                    s -> s.concurrency(concurrency).ordered(ordered).maxFailures(0)));
    var results = new ArrayList<Integer>();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.forEach(results::add))
        .withCause(failure);
    assertThat(begun).hasSizeLessThan(5 + concurrency);
    assertThat(ended).containsExactlyInAnyOrderElementsOf(begun);
    assertThat(results).startsWith(0, 1, 2, 3).doesNotContain(4).isSorted();
    assertThat(results.size()).isBetween(4, ordered ? 4 : begun.size() - 1);
  }

  @ParameterizedTest
  @CsvSource({"false, 4, 8", "false, 4, 1", "true, 4, 8", "true, 4, 1"})
  void concurrencyChangedWhileAFailureEndsItBeginsNothing(boolean ordered, int from, int to) {
    var begunAtFailure = new ArrayList<Integer>();
    var pipeline =
        build(
            Pipeline.from(new Naturals(1000))
                .<Integer>pipe(
                    "fails",
                    x -> x == 5 ? failedFuture(new IOException()) : workWithCleanUp(x),
                    s ->
                        s.concurrency(from)
                            .ordered(ordered)
                            .maxFailures(0)
                            .deadLetters(letter -> begunAtFailure.addAll(begun)))
                .background(
                    "changes",
                    () -> {
                      while (true) {
                        await(sleep(7));
                        pipeline().concurrency("fails", begunAtFailure.isEmpty() ? from : to);
                      }
                    }));
    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> drain(pipeline))
        .satisfies(thrown -> assertThat(thrown.failures()).hasSize(1));
    assertThat(begun).isNotEmpty().isEqualTo(begunAtFailure);
    assertThat(ended).containsExactlyInAnyOrderElementsOf(begun);
  }

  /** Its clean-up takes long enough for several changes. */
  private CompletableFuture<Integer> workWithCleanUp(int x) {
    begun.add(x);
    try {
      await(sleep(10));
      return completedFuture(x);
    } finally {
      await(sleep(100));
      ended.add(x);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void closedWhilePausedItEndsWhatIsUnderWayAndFreesWhoWaits(boolean ordered, boolean keyed)
      throws Exception {
    var paused = new CountDownLatch(1);
    var operation = new ManualOperation<Integer>();
    var pipeline =
        Pipeline.from(new Naturals(1000))
            .pipe(
                "work",
                operation,
                s -> {
                  s.concurrency(3).ordered(ordered);
                  if (keyed) {
                    s.<Integer>orderedBy(x -> x % 2);
                  }
                })
            .sink(1)
            .build();
    var consumer = new CompletableFuture<List<Integer>>();
    new Thread(
            () -> {
              paused.countDown();
              consumer.complete(drain(pipeline));
            })
        .start();
    paused.await();
    CompletableFuture<Integer> underWay = operation.call(1);
    operation.call(0);
    pipeline.pause();
    operation.succeed(0);
    pipeline.close();

    assertThat(underWay).isCancelled();
    assertThat(consumer).succeedsWithin(Duration.ofSeconds(30));
    assertThat(consumer.join()).isIn(List.of(), List.of(0));
    assertThat(pipeline.statistics().stage("work").inFlight()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 3", "true, 1", "true, 3"})
  void pausedAndResumedTwiceIsAsOnce(boolean ordered, int concurrency) {
    var seen = new ArrayList<Boolean>();
    var pipeline =
        build(
            Pipeline.from(new Naturals(100))
                .pipe("work", this::work, s -> s.concurrency(concurrency).ordered(ordered))
                .background(
                    "pauses",
                    () -> {
                      pipeline().pause();
                      pipeline().pause();
                      seen.add(await(goesOn()));
                      pipeline().resume();
                      seen.add(await(goesOn()));
                      pipeline().resume();
                      seen.add(await(goesOn()));
                      pipeline().pause();
                      seen.add(await(goesOn()));
                      pipeline().resume();
                      return completedFuture(null);
                    }));

    assertThat(drain(pipeline)).hasSize(100).doesNotHaveDuplicates();
    assertThat(seen).containsExactly(false, true, true, false);
  }

  /** Whether something begins, once what was under way has ended. */
  private CompletableFuture<Boolean> goesOn() {
    await(sleep(15));
    int before = begun.size();
    await(sleep(30));
    return completedFuture(begun.size() > before);
  }
}
