package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.StagesTest.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.operation.Emitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sink holds all results, so that no time depends on the consumer. */
@Timeout(60)
class StatisticsOnVirtualClockTest {
  private final List<PipelineStatistics> reports = new ArrayList<>();

  private static Builder<Integer> slow(int millis, int concurrency, boolean ordered) {
    return Pipeline.from(new Naturals(100))
        .pipe("fast", x -> after(1, x), s -> {})
        .pipe("slow", x -> after(millis, x), s -> s.concurrency(concurrency).ordered(ordered))
        .sink(100)
        .clock(new VirtualClock());
  }

  private static CompletableFuture<Integer> after(int millis, int x) {
    await(Async.sleep(Duration.ofMillis(millis)));
    return completedFuture(x);
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void percentilesAreThoseOfTheOperations(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(100))
            .pipe(
                "graded",
                x -> after(x < 50 ? 10 : x < 90 ? 20 : 40, x),
                s -> s.concurrency(concurrency).ordered(ordered))
            .sink(100)
            .clock(new VirtualClock())
            .build();
    drain(pipeline);

    var times = pipeline.statistics().stage("graded").times();
    assertThat(millis(times.p50())).isCloseTo(10, within(10 / 32.0));
    assertThat(millis(times.p90())).isCloseTo(20, within(20 / 32.0));
    assertThat(millis(times.p99())).isCloseTo(40, within(40 / 32.0));
    assertThat(millis(pipeline.statistics().stage("graded").meanTime())).isEqualTo(17);
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  @Test
  void aQueueBeforeASlowStageMakesItemsWaitForRoomAndNobodyForItems() {
    var pipeline = slow(10, 1, false).build();
    drain(pipeline);

    var queue = pipeline.statistics().queues().get(1);
    assertThat(queue.queue()).isEqualTo("slow");
    assertThat(queue.occupancy()).isGreaterThan(0.9);
    assertThat(millis(queue.putWait())).isCloseTo(9, within(0.6));
    assertThat(millis(queue.getWait())).isLessThan(0.1);
    assertThat(queue.rate()).isCloseTo(100, within(1.0));
  }

  @Test
  void theBottleneckIsNamedWithItsFiguresAndWhatToTry() {
    var pipeline = slow(6, 1, false).build();
    drain(pipeline);

    assertThat(pipeline.statistics().bottleneck())
        .hasValueSatisfying(
            found -> {
              assertThat(found.stage()).isEqualTo("slow");
              assertThat(found.concurrency()).isBetween(3, 6);
              assertThat(found.report())
                  .matches(
                      "slow is the bottleneck: its input queue is \\d+ % full, its output \\d+ %;"
                          + " try concurrency \\d");
            });
    assertThat(pipeline.statistics().describe()).contains("slow is the bottleneck", "P99");
  }

  @Test
  void whereNoQueueIsFullItIsTheSource() {
    var pipeline =
        Pipeline.fromAsync(new Counting()::read, 20)
            .pipe("fast", x -> after(1, x), s -> {})
            .sink(100)
            .clock(new VirtualClock())
            .build();
    drain(pipeline);

    assertThat(pipeline.statistics().bottleneck())
        .hasValueSatisfying(found -> assertThat(found.stage()).isEqualTo("source"));
  }

  private static final class Counting {
    private int next;

    CompletableFuture<Integer> read() {
      await(Async.sleep(Duration.ofMillis(10)));
      return completedFuture(next++);
    }
  }

  /** A collection in memory has no queue behind it that could be full. */
  @Test
  void whereNoQueueCouldBeFullItIsWhatIsAtWorkMostOfTheTime() {
    var pipeline =
        Pipeline.from(List.of(1, 2, 3, 4, 5, 6, 7, 8))
            .pipe("slow", x -> after(10, x), s -> {})
            .pipe("fast", x -> after(1, x), s -> {})
            .sink(100)
            .clock(new VirtualClock())
            .build();
    drain(pipeline);

    assertThat(pipeline.statistics().bottleneck())
        .hasValueSatisfying(
            found ->
                assertThat(found.report())
                    .matches(
                        "slow is the bottleneck: it works \\d+ % of the time, and no queue is full;"
                            + " try concurrency \\d"));
  }

  @Test
  void aQueueIsFoundByTheStageBehindIt() {
    var pipeline = slow(10, 1, false).build();
    drain(pipeline);

    assertThat(pipeline.statistics().queue("slow"))
        .isEqualTo(pipeline.statistics().queues().get(1));
    assertThat(pipeline.statistics().queue("sink").received()).isEqualTo(100);
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> pipeline.statistics().queue("none"))
        .withMessage("no queue 'none', there are [fast, slow, sink]");
  }

  /** Results that wait for their turn are no work of their stage. */
  @Test
  void theTurnOfAOneToManyStageIsWaitedForNotWorked() {
    var pipeline =
        Pipeline.from(List.of(20, 1))
            .<Integer>pipeEmitting(
                "many", (x, out) -> emitAfter(x, out), s -> s.concurrency(2).ordered())
            .sink(100)
            .clock(new VirtualClock())
            .build();
    drain(pipeline);

    assertThat(pipeline.statistics().stage("many").working()).isEqualTo(Duration.ofMillis(21));
    assertThat(pipeline.statistics().stage("many").blocked()).isEqualTo(Duration.ofMillis(19));
  }

  private static CompletableFuture<Void> emitAfter(int millis, Emitter<Integer> out) {
    await(Async.sleep(Duration.ofMillis(millis)));
    await(out.emit(millis));
    return completedFuture(null);
  }

  @Test
  void withoutTimesThereIsNoBottleneckAndNoPercentile() {
    var pipeline = slow(6, 1, false).withoutTimes().build();
    drain(pipeline);

    assertThat(pipeline.statistics().bottleneck()).isEmpty();
    assertThat(pipeline.statistics().stage("slow").times()).isEqualTo(TimeDistribution.NONE);
  }

  @Test
  void reportsComeAtIntervalsAndAtTheEnd() {
    var pipeline = slow(10, 1, true).statistics(Duration.ofMillis(250), reports::add).build();
    drain(pipeline);

    assertThat(reports).hasSize(5);
    assertThat(reports.subList(0, 4))
        .extracting(PipelineStatistics::elapsed)
        .containsExactly(
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofMillis(750),
            Duration.ofMillis(1000));
    assertThat(reports.get(4).stage("slow").count()).isEqualTo(100);
    assertThat(reports.get(4).elapsed()).isEqualTo(Duration.ofMillis(1001));
  }

  @Test
  void aReaderThatThrowsDoesNoHarm() {
    var pipeline =
        slow(10, 1, true)
            .statistics(
                Duration.ofMillis(100),
                now -> {
                  reports.add(now);
                  throw new IllegalStateException();
                })
            .logStatistics(Duration.ofSeconds(1))
            .build();

    assertThat(drain(pipeline)).hasSize(100);
    assertThat(reports).hasSize(11);
  }

  @Test
  void anIntervalOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> slow(1, 1, false).statistics(Duration.ZERO, reports::add))
        .withMessageContaining("PT0S");
  }
}
