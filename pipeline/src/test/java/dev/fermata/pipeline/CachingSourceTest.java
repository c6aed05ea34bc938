package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.StagesTest.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CachingSourceTest {
  private final Naturals source = new Naturals(1000);

  @Test
  void theFirstItemsAreGivenAgainAndAgainWithoutTheSource() {
    assertThat(CachingSource.of(source, 3).limit(8)).containsExactly(0, 1, 2, 0, 1, 2, 0, 1);
    assertThat(source.read()).isEqualTo(3);
  }

  @Test
  void theReplayMayBeginLater() {
    assertThat(CachingSource.of(source, 2).replayAfter(5).limit(8))
        .containsExactly(0, 1, 2, 3, 4, 0, 1, 0);
    assertThat(source.read()).isEqualTo(5);
  }

  @Test
  void aSourceThatEndsBeforeIsReplayedFromThen() {
    assertThat(CachingSource.of(List.of(1, 2), 5).replayAfter(9).limit(10))
        .containsExactly(1, 2, 1, 2, 1, 2, 1, 2, 1, 2);
  }

  @Test
  void withoutALimitItNeverEnds() {
    var endless = CachingSource.of(List.of(7), 1).iterator();

    for (int i = 0; i < 100_000; i++) {
      assertThat(endless.next()).isEqualTo(7);
    }
    assertThat(endless).hasNext();
  }

  @Test
  void anEmptySourceStaysEmpty() {
    assertThat(CachingSource.of(List.of(), 5)).isEmpty();
  }

  @Test
  void eachIteratorBeginsAnew() {
    var caching = CachingSource.of(List.of(1, 2, 3), 2).limit(4);

    assertThat(caching).containsExactly(1, 2, 1, 2);
    assertThat(caching).containsExactly(1, 2, 1, 2);
  }

  @Test
  void atTheEndThereIsNoNext() {
    var iterator = CachingSource.of(Arrays.asList("a", null), 2).limit(3).iterator();

    assertThat(List.of(iterator.next())).containsExactly("a");
    assertThat(iterator.next()).isNull();
    assertThat(iterator.next()).isEqualTo("a");
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
  }

  @Test
  void asTheSourceOfAPipelineItLeavesTheCostOfTheRest() {
    var clock = new VirtualClock();
    var reads = new AtomicInteger();
    try (var slow =
            Pipeline.fromAsync(() -> inASecond(reads.getAndIncrement()), -1).clock(clock).build();
        var pipeline = Pipeline.from(CachingSource.of(slow, 4).limit(1000)).build()) {
      assertThat(drain(pipeline)).hasSize(1000).last().isEqualTo(999 % 4);
    }
    assertThat(reads.get()).as("the cached, and what was read ahead").isLessThan(20);
  }

  private static CompletableFuture<Integer> inASecond(int x) {
    await(Async.sleep(Duration.ofSeconds(1)));
    return completedFuture(x);
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CachingSource.of(source, 0))
        .withMessageContaining("cannot replay 0 items");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CachingSource.of(source, 3).replayAfter(2))
        .withMessageContaining("after 2 items when it keeps 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CachingSource.of(source, 3).limit(3))
        .withMessageContaining("none would be replayed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CachingSource.of(source, 3).limit(9).replayAfter(10));
  }

  @Test
  void eachEpochOfAContinuousPipelineBeginsAnew() {
    var epochs = new ArrayList<List<Integer>>();
    try (var pipeline =
        Pipeline.continuous(CachingSource.of(List.of(1, 2, 3), 2).limit(3)).build()) {
      for (int epoch = 0; epoch < 2; epoch++) {
        var items = new ArrayList<Integer>();
        pipeline.forEach(items::add);
        epochs.add(items);
      }
    }
    assertThat(epochs).containsExactly(List.of(1, 2, 1), List.of(1, 2, 1));
  }
}
