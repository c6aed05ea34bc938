package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.StagesTest.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class KeyedOrderTest {
  private static final int KEYS = 5;

  private final VirtualClock clock = new VirtualClock();
  private final Set<Integer> busy = new HashSet<>();
  private int mostAtOnce;

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void itemsOfOneKeyAreWorkedOnOneAfterTheOther(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(300))
            .pipe("spread", x -> after(x * 31 % 11, x), s -> s.concurrency(concurrency).ordered())
            .pipe(
                "book",
                this::book,
                s -> s.concurrency(concurrency).ordered(ordered).orderedBy((Integer x) -> x % KEYS))
            .clock(clock)
            .build();

    var results = drain(pipeline);

    var perKey = results.stream().collect(Collectors.groupingBy(x -> x % KEYS));
    for (int key = 0; key < KEYS; key++) {
      int first = key;
      assertThat(perKey.get(key))
          .isEqualTo(IntStream.range(0, 300 / KEYS).map(i -> first + i * KEYS).boxed().toList());
    }
    assertThat(mostAtOnce).isEqualTo(Math.min(concurrency, KEYS));
    if (ordered) {
      assertThat(results).isSorted();
    }
  }

  private CompletableFuture<Integer> book(int x) {
    assertThat(busy.add(x % KEYS)).isTrue();
    mostAtOnce = Math.max(mostAtOnce, busy.size());
    await(Async.sleep(Duration.ofMillis(x * 17 % 13)));
    busy.remove(x % KEYS);
    return completedFuture(x);
  }

  private static CompletableFuture<Integer> after(int millis, int x) {
    await(Async.sleep(Duration.ofMillis(millis)));
    return completedFuture(x);
  }

  @Test
  void itemsOfOtherKeysOvertake() {
    var pipeline =
        Pipeline.from(List.of(10, 11, 20))
            .pipe(
                "tens",
                x -> after(x < 20 ? 100 : 1, x),
                s -> s.concurrency(3).orderedBy((Integer x) -> x / 10))
            .clock(clock)
            .build();

    assertThat(drain(pipeline)).containsExactly(20, 10, 11);
    assertThat(clock.elapsed()).isEqualTo(Duration.ofMillis(200));
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 8", "true, 1", "true, 8"})
  void anItemWithoutAKeyFailsAndOthersGoOn(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(List.of(1, 2, 3, 4))
            .pipe(
                "keyed",
                CompletableFuture::completedFuture,
                s ->
                    s.concurrency(concurrency)
                        .ordered(ordered)
                        .orderedBy((Integer x) -> x == 2 ? null : 0))
            .build();

    assertThat(drain(pipeline)).isEqualTo(List.of(1, 3, 4));
    assertThat(pipeline.statistics().stage("keyed").failed()).isEqualTo(1);
    assertThat(pipeline.statistics().stage("keyed").started()).isEqualTo(4);
  }

  @Test
  void anItemThatFailsLetsTheNextOfItsKeyPass() {
    var pipeline =
        Pipeline.from(new Naturals(20))
            .pipe(
                "keyed",
                x ->
                    x % 3 == 0
                        ? CompletableFuture.<Integer>failedFuture(new Exception())
                        : after(1, x),
                s -> s.concurrency(8).orderedBy(x -> 0))
            .clock(clock)
            .build();

    assertThat(drain(pipeline)).hasSize(13).isSorted();
  }
}
