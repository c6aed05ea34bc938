package dev.fermata.pipeline.parity;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.Draining.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.QueueStatistics;
import dev.fermata.pipeline.StageStatistics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;

/** What is counted is the same in either order and at any concurrency. */
@Timeout(60)
class StatisticsInBothOrdersTest {

  @BothOrders
  void everyOperationAndEveryItemIsCountedOnce(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(200))
            .pipe(
                "fifth",
                StatisticsInBothOrdersTest::fifth,
                s -> s.concurrency(concurrency).ordered(ordered).retry(1, Duration.ofMillis(1)))
            .pipeBlocking(
                "odd", x -> x % 2 == 1 ? x : null, s -> s.concurrency(concurrency).ordered(ordered))
            .pipeStream(
                "twice",
                x -> List.of(x, x).stream(),
                s -> s.concurrency(concurrency).ordered(ordered))
            .aggregate(7)
            .sink(3)
            .clock(new VirtualClock())
            .build();
    assertThat(drain(pipeline)).hasSize(23);
    var statistics = pipeline.statistics();
    assertThat(statistics.stages())
        .extracting(StageStatistics::stage, StageStatistics::count)
        .containsExactly(
            tuple("source", 200L),
            tuple("fifth", 200L),
            tuple("odd", 160L),
            tuple("twice", 80L),
            tuple("aggregate", 23L));
    assertThat(statistics.stages())
        .extracting(StageStatistics::failed)
        .containsExactly(0L, 40L, 0L, 0L, 0L);
    assertThat(statistics.stages())
        .extracting(StageStatistics::dropped)
        .containsExactly(0L, 0L, 80L, 0L, 0L);
    assertThat(statistics.stages()).extracting(StageStatistics::inFlight).containsOnly(0L);
    assertThat(statistics.queues())
        .extracting(QueueStatistics::queue, QueueStatistics::received)
        .containsExactly(
            tuple("fifth", 200L),
            tuple("odd", 160L),
            tuple("twice", 80L),
            tuple("aggregate", 160L),
            tuple("sink", 23L));
    assertThat(statistics.queues()).extracting(QueueStatistics::size).containsOnly(0);
  }

  /** Fails for a fifth, twice; the pauses before the second attempt let others overtake. */
  private static CompletableFuture<Integer> fifth(int x) {
    await(Async.sleep(Duration.ofMillis(x % 3)));
    return x % 5 == 0 ? failedFuture(new IllegalStateException()) : completedFuture(x);
  }
}
