package dev.fermata.pipeline.parity;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.Draining.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
import dev.fermata.pipeline.operation.Aggregator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Aggregators of the user's, and lists by count or time. */
@Timeout(60)
class AggregateTest {

  /** Adds up until a sum of ten is reached. */
  private static final class Tens implements Aggregator<Integer, Integer> {
    private int sum;

    @Override
    public Optional<Integer> accumulate(Integer item) {
      sum += item;
      return sum < 10 ? Optional.empty() : flush();
    }

    @Override
    public Optional<Integer> flush() {
      int full = sum;
      sum = 0;
      return full == 0 ? Optional.empty() : Optional.of(full);
    }
  }

  @Test
  void accumulatesAndFlushesAtTheEnd() {
    assertThat(drain(Pipeline.from(List.of(5, 5, 4, 9, 2)).aggregate("tens", Tens::new).build()))
        .containsExactly(10, 13, 2);
    assertThat(drain(Pipeline.from(List.of(10)).aggregate("tens", Tens::new).build()))
        .as("nothing is left to flush")
        .containsExactly(10);
  }

  @Test
  void isFlushedAtTheEndOfEachEpoch() {
    try (var pipeline =
        Pipeline.continuous(List.of(7, 7, 7)).aggregate("tens", Tens::new).build()) {
      assertThat(pipeline).containsExactly(14, 7);
      assertThat(pipeline).containsExactly(14, 7);
    }
  }

  @Test
  void nothingOfOneRunIsLeftForAnother() {
    var builder = Pipeline.from(List.of(3, 3)).aggregate("tens", Tens::new);
    try (var abandoned = builder.build()) {
      abandoned.start();
      while (abandoned.statistics().stage("tens").count() < 2) {
        Thread.onSpinWait();
      }
    }

    assertThat(drain(builder.build())).containsExactly(6);
  }

  @Test
  void anAggregatorThatFailsEndsThePipelineAfterWhatItGave() {
    var results = new ArrayList<Integer>();
    try (var pipeline =
        Pipeline.from(List.of(10, 20, 30))
            .<Integer>aggregate(
                "picky",
                () ->
                    new Aggregator<Integer, Integer>() {
                      @Override
                      public Optional<Integer> accumulate(Integer item) {
                        if (item == 20) {
                          throw new IllegalArgumentException("no twenties");
                        }
                        return Optional.of(item);
                      }

                      @Override
                      public Optional<Integer> flush() {
                        return Optional.empty();
                      }
                    })
            .build()) {
      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(() -> pipeline.forEach(results::add))
          .withMessageContaining("stage 'picky' failed")
          .havingCause()
          .withMessage("no twenties");
    }
    assertThat(results).containsExactly(10);
  }

  @Test
  void aListIsHandedOnWhenItsTimeIsUp() {
    Iterator<Integer> items = List.of(1, 2, 3, 4, 5, 6, 7).iterator();
    var pipeline =
        Pipeline.fromAsync(() -> everySecond(items), -1)
            .aggregate(4, Duration.ofMillis(2500))
            .clock(new VirtualClock())
            .build();

    assertThat(drain(pipeline)).containsExactly(List.of(1, 2, 3), List.of(4, 5, 6), List.of(7));
  }

  @Test
  void aFullListDoesNotWaitForItsTime() {
    var clock = new VirtualClock();
    Iterator<Integer> items = List.of(1, 2, 3, 4).iterator();
    var pipeline =
        Pipeline.fromAsync(() -> everySecond(items), -1)
            .aggregate(2, Duration.ofDays(1))
            .clock(clock)
            .build();

    assertThat(drain(pipeline)).containsExactly(List.of(1, 2), List.of(3, 4));
    assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aTimeOrCountOfZeroIsRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Pipeline.from(List.of(1)).aggregate(0, Duration.ZERO).build())
        .withMessageContaining("cannot collect 0 items")
        .withMessageContaining("cannot fill a list within PT0S");
  }

  private static CompletableFuture<Integer> everySecond(Iterator<Integer> items) {
    await(Async.sleep(Duration.ofSeconds(1)));
    return completedFuture(items.hasNext() ? items.next() : -1);
  }

  @Test
  void listsAreFilledAndTheLastMayBeShorterOrDropped() {
    var seven = Pipeline.from(new Naturals(7));
    assertThat(drain(seven.aggregate(3).build()))
        .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6));

    assertThat(drain(Pipeline.from(new Naturals(7)).aggregate(3, true).build()))
        .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5));
    assertThat(drain(Pipeline.from(new Naturals(6)).aggregate(3, true).build()))
        .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5));
    assertThat(drain(Pipeline.from(new Naturals(0)).aggregate(3).build())).isEmpty();
  }

  @Test
  void listsAreTakenApartWithoutTheirNulls() {
    Builder<Collection<Integer>> lists =
        Pipeline.from(List.of(List.of(1, 2), List.of(), Arrays.asList(3, null, 4)));

    assertThat(drain(lists.<Integer>disaggregate().build())).containsExactly(1, 2, 3, 4);
  }

  @Test
  void whatCannotBeTakenApartIsDroppedAndTheRestGoesOn() {
    var pipeline =
        Pipeline.from(List.<Object>of(List.of(1), "no list", List.of(2))).disaggregate().build();

    assertThat(drain(pipeline)).containsExactly(1, 2);
    assertThat(pipeline.statistics().stage("disaggregate").failed()).isEqualTo(1);
  }
}
