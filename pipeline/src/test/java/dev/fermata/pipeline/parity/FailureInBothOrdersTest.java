package dev.fermata.pipeline.parity;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;

/** The end of a pipeline that fails, in either order and at any concurrency. */
@Timeout(60)
class FailureInBothOrdersTest {
  private final IOException failure = new IOException("no route");

  @BothOrders
  void whatIsDownstreamIsStillDeliveredThenTheFailureIsThrownOnce(
      boolean ordered, int concurrency) {
    var results = new ArrayList<Integer>();
    var pipeline =
        Pipeline.from(new Naturals(1000))
            .pipe("fails", this::failAt20, s -> s.ordered().maxFailures(0))
            .pipe("slow", x -> later(x, x % 5), s -> s.concurrency(concurrency).ordered(ordered))
            .pipeBlocking("blocking", x -> x, s -> s.concurrency(concurrency).ordered(ordered))
            .clock(new VirtualClock())
            .build();
    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.forEach(results::add))
        .withCause(failure)
        .withMessageContaining("stage 'fails'")
        .satisfies(thrown -> assertThat(thrown).hasNoSuppressedExceptions());
    assertThatCode(() -> pipeline.forEach(results::add)).doesNotThrowAnyException();
    assertThatCode(pipeline::close).doesNotThrowAnyException();
    assertThat(results).hasSize(20).doesNotHaveDuplicates().allMatch(x -> x < 20);
  }

  private CompletableFuture<Integer> failAt20(int x) {
    return x == 20 ? failedFuture(failure) : completedFuture(x);
  }

  /** The limit is all stages', and is exceeded while items are under way in a later one. */
  @BothOrders
  void whatIsUnderWayWhenThePipelinesLimitIsExceededIsDeliveredUnlessItFails(
      boolean ordered, int concurrency) {
    var results = new ArrayList<Integer>();
    var pipeline =
        Pipeline.from(new Naturals(1000))
            .pipe("fails", this::failAt20, s -> s.ordered())
            .pipe(
                "slow",
                x -> x == 18 ? failLater(x) : later(x, 1 + x % 5),
                s -> s.concurrency(concurrency).ordered(ordered))
            .maxFailures(0)
            .clock(new VirtualClock())
            .build();
    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.forEach(results::add))
        .withCause(failure)
        .satisfies(thrown -> assertThat(thrown.failures()).hasSize(1));
    assertThat(results).hasSize(19).doesNotHaveDuplicates().allMatch(x -> x < 20 && x != 18);
  }

  @BothOrders
  void theItemAtWhichTheRateIsFoundExceededIsDeliveredWhenItSucceeded(
      boolean ordered, int concurrency) {
    for (int millis : List.of(0, 1)) {
      var results = new ArrayList<Integer>();
      var pipeline =
          Pipeline.from(new Naturals(1000))
              .<Integer>pipe("before", x -> completedFuture(x), s -> {})
              .<Integer>pipe(
                  "rate",
                  x ->
                      x < 30
                          ? failedFuture(failure)
                          : millis == 0 ? completedFuture(x) : later(x, 1),
                  s -> s.concurrency(concurrency).ordered(ordered).maxFailureRate(0.29))
              .clock(new VirtualClock())
              .build();
      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(() -> pipeline.forEach(results::add))
          .withMessageContaining("failed for 30 of 100 items (maxFailureRate is 0.29)");
      assertThat(results).hasSize(70);
    }
  }

  private static CompletableFuture<Integer> later(int x, int millis) {
    await(Async.sleep(Duration.ofMillis(millis)));
    return completedFuture(x);
  }

  @BothOrders
  void whatCancelledOperationsThrowDoesNotMaskTheFailure(boolean ordered, int concurrency) {
    var cancelled = new AtomicInteger();
    var pipeline =
        Pipeline.from(new Naturals(1000))
            .pipe(
                "upstream",
                x -> x == 0 ? completedFuture(x) : throwWhenCancelled(cancelled),
                s -> s.concurrency(concurrency).ordered(ordered).maxFailures(0))
            .pipe("fails", this::failLater, s -> s.maxFailures(0))
            .clock(new VirtualClock())
            .build();
    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.iterator().hasNext())
        .withCause(failure)
        .satisfies(thrown -> assertThat(thrown.failures()).hasSize(1));
    assertThat(cancelled).hasValue(concurrency);
    assertThatCode(pipeline::close).doesNotThrowAnyException();
  }

  private CompletableFuture<Integer> failLater(int x) {
    await(Async.sleep(Duration.ofSeconds(1)));
    return failedFuture(failure);
  }

  private static CompletableFuture<Integer> throwWhenCancelled(AtomicInteger cancelled) {
    try {
      await(Async.sleep(Duration.ofDays(1)));
      return completedFuture(0);
    } finally {
      cancelled.incrementAndGet();
      throwAway();
    }
  }

  private static void throwAway() {
    throw new IllegalStateException("while it was cancelled");
  }
}
