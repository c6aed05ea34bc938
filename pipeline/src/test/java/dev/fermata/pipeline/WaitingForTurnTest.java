package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In input order, items whose operations have ended wait for one that is slow. */
@Timeout(60)
class WaitingForTurnTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

  private final IOException failure = new IOException("no route");
  private final List<Integer> begun = new ArrayList<>();
  private final List<Integer> results = new ArrayList<>();

  private CompletableFuture<Integer> slowFirst(int item) {
    begun.add(item);
    if (item == 0) {
      await(Async.sleep(Duration.ofSeconds(1)));
    }
    return item == 2 ? failedFuture(failure) : completedFuture(item);
  }

  private Builder<Integer> builder(int maxFailures) {
    return Pipeline.from(ITEMS)
        .pipe("before", item -> completedFuture(item), s -> {})
        .pipe("first", this::slowFirst, s -> s.concurrency(4).ordered().maxFailures(maxFailures))
        .clock(new VirtualClock());
  }

  @Test
  void aFailureTooManyEndsTheStageAtItsTurnAndNothingMoreBegins() {
    try (var pipeline = builder(0).build()) {
      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(() -> pipeline.forEach(results::add))
          .withCause(failure)
          .satisfies(thrown -> assertThat(thrown).hasNoSuppressedExceptions());
    }
    assertThat(results).containsExactly(0, 1);
    assertThat(begun).containsExactly(0, 1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void theyFollowItHoweverMuchRoomThereIs(int sink) {
    try (var pipeline = builder(1).sink(sink).build()) {
      pipeline.forEach(results::add);

      assertThat(results).isEqualTo(ITEMS.stream().filter(item -> item != 2).toList());
      assertThat(begun).isEqualTo(ITEMS);
      assertThat(pipeline.statistics().stages().get(2))
          .satisfies(stage -> assertThat(stage.failed()).isEqualTo(1))
          .satisfies(stage -> assertThat(stage.count()).isEqualTo(ITEMS.size()));
    }
  }

  /** Nobody passes a turn any more, and none may be waited for. */
  @Test
  @Timeout(20)
  void anErrorOfAnOperationThatIsCancelledByAnotherEndsWithIt() {
    var pipeline =
        Pipeline.from(ITEMS)
            .pipe("first", WaitingForTurnTest::failing, s -> s.concurrency(3).ordered())
            .clock(new VirtualClock())
            .build();

    assertThatExceptionOfType(PipelineFailure.class)
        .isThrownBy(() -> pipeline.forEach(results::add))
        .satisfies(
            thrown -> {
              assertThat(thrown).cause().hasMessage("0 fails");
              assertThat(thrown.getSuppressed())
                  .extracting(Throwable::getMessage)
                  .containsExactly("1 cannot clean up", "2 cannot clean up");
            });
    pipeline.close();
    assertThat(results).isEmpty();
  }

  private static CompletableFuture<Integer> failing(int item) {
    try {
      await(Async.sleep(Duration.ofSeconds(1 + item)));
    } catch (CancellationException cancelled) {
      throw new AssertionError(item + " cannot clean up", cancelled);
    }
    throw new AssertionError(item + " fails");
  }
}
