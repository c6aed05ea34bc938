package dev.fermata.pipeline;

import static dev.fermata.pipeline.StagesTest.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.pipeline.PipelineObserver.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatisticsTest {
  private static final Builder<List<Integer>> PIPELINE =
      Pipeline.from(() -> new Naturals(100).iterator())
          .pipe("half", x -> completedFuture(x % 2 == 0 ? x : null), s -> s.concurrency(4))
          .pipeBlocking(
              "fails",
              x -> {
                if (x % 10 == 0) {
                  throw new IllegalStateException();
                }
                return x;
              },
              s -> s.concurrency(2))
          .aggregate(7)
          .sink(3);

  @Test
  void everyOperationIsCountedOnce() {
    var pipeline = PIPELINE.build();
    drain(pipeline);
    var statistics = pipeline.statistics();

    assertThat(statistics.stages())
        .extracting(StageStatistics::stage)
        .containsExactly("source", "half", "fails", "aggregate");
    assertThat(statistics.stages())
        .extracting(StageStatistics::count)
        .containsExactly(100L, 100L, 50L, 6L);
    assertThat(statistics.stages())
        .extracting(StageStatistics::failed)
        .containsExactly(0L, 0L, 10L, 0L);
    assertThat(statistics.stages())
        .extracting(StageStatistics::dropped)
        .containsExactly(0L, 50L, 0L, 0L);
    assertThat(statistics.stages()).extracting(StageStatistics::inFlight).containsOnly(0L);
    assertThat(statistics.queues())
        .extracting(QueueStatistics::queue)
        .containsExactly("half", "fails", "aggregate", "sink");
    assertThat(statistics.queues())
        .extracting(QueueStatistics::received)
        .containsExactly(100L, 50L, 40L, 6L);
    assertThat(statistics.queues())
        .extracting(QueueStatistics::capacity)
        .containsExactly(2, 2, 2, 3);
    assertThat(statistics.queues()).extracting(QueueStatistics::size).containsOnly(0);
  }

  @Test
  void timesAreMeasuredAndSharesAreShares() {
    var pipeline = PIPELINE.build();
    drain(pipeline);
    var statistics = pipeline.statistics();

    assertThat(statistics.elapsed()).isPositive();
    var source = statistics.stage("source");
    assertThat(source.working().plus(source.starved()).plus(source.blocked()))
        .isLessThanOrEqualTo(statistics.elapsed());
    assertThat(statistics.stage("fails").meanTime()).isPositive();
    assertThat(statistics.stages())
        .allSatisfy(stage -> assertThat(stage.occupancy()).isBetween(0.0, 1.0));
    assertThat(statistics.queues())
        .allSatisfy(queue -> assertThat(queue.full() + queue.empty()).isBetween(0.0, 1.001))
        .allSatisfy(queue -> assertThat(queue.meanSize()).isBetween(0.0, 3.0));
  }

  @Test
  void withoutTimesItemsAreStillCounted() {
    var pipeline = PIPELINE.withoutTimes().build();
    drain(pipeline);
    var statistics = pipeline.statistics();

    assertThat(statistics.stage("half").count()).isEqualTo(100);
    assertThat(statistics.stage("half").working()).isZero();
    assertThat(statistics.elapsed()).isEqualTo(Duration.ZERO);
  }

  @Test
  void beforeTheRunAllNumbersAreZero() {
    try (var pipeline = PIPELINE.build()) {
      assertThat(pipeline.statistics().elapsed()).isZero();
      assertThat(pipeline.statistics().stage("half").occupancy()).isZero();
      assertThatExceptionOfType(NoSuchElementException.class)
          .isThrownBy(() -> pipeline.statistics().stage("whole"))
          .withMessageContaining("source, half, fails, aggregate");
    }
  }

  @Test
  void anObserverIsToldOfEveryOperationAndNoTwoAtATimeShareALane() {
    var observer = new Lanes();
    drain(PIPELINE.observe(observer).build());

    assertThat(observer.running).isEmpty();
    assertThat(observer.ended)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("source", 100, "half", 100, "fails", 50, "aggregate", 6));
    assertThat(observer.failed).containsExactlyInAnyOrderEntriesOf(Map.of("fails", 10));
  }

  @Test
  void anObserverThatThrowsDoesNoHarmAndIsToldNothingMore() {
    var observer = new Lanes();
    var throwing =
        new PipelineObserver() {
          int calls;

          @Override
          public void operationStarted(Operation operation) {
            calls++;
            throw new IllegalStateException();
          }
        };

    var pipeline =
        Pipeline.from(() -> new Naturals(100).iterator())
            .pipe("fails", x -> failedFuture(new Exception()), s -> {})
            .observe(throwing)
            .observe(observer)
            .build();

    assertThat(drain(pipeline)).isEmpty();
    assertThat(throwing.calls).isLessThanOrEqualTo(2);
    assertThat(observer.failed).containsEntry("fails", 100);
  }

  private static final class Lanes implements PipelineObserver {
    final Map<String, Operation> running = new ConcurrentHashMap<>();
    final Map<String, Integer> ended = new ConcurrentHashMap<>();
    final Map<String, Integer> failed = new ConcurrentHashMap<>();

    @Override
    public void operationStarted(Operation operation) {
      assertThat(running.putIfAbsent(lane(operation), operation)).isNull();
    }

    @Override
    public void operationEnded(Operation operation, long endNanos, @Nullable Throwable failure) {
      assertThat(running.remove(lane(operation))).isSameAs(operation);
      assertThat(endNanos).isGreaterThanOrEqualTo(operation.startNanos());
      ended.merge(operation.stage(), 1, Integer::sum);
      if (failure != null) {
        failed.merge(operation.stage(), 1, Integer::sum);
      }
    }

    private static String lane(Operation operation) {
      return operation.stage() + operation.lane();
    }
  }
}
