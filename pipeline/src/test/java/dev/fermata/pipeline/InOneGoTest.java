package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An item for which nobody has to wait goes through all stages before the next one begins. */
@Timeout(60)
class InOneGoTest {
  private static final int STAGES = 3;
  private static final List<Integer> ITEMS = IntStream.range(0, 2_000).boxed().toList();

  /** Of every call of an operation its item, as they came. On the loop. */
  private final List<Integer> calls = new ArrayList<>();

  private CompletableFuture<Integer> atOnce(int item) {
    calls.add(item);
    return completedFuture(item);
  }

  private List<Integer> run(
      Function<Integer, CompletableFuture<Integer>> middle, int concurrency, boolean ordered) {
    Builder<Integer> builder = Pipeline.from(ITEMS);
    for (int i = 0; i < STAGES; i++) {
      builder =
          builder.pipe(
              "stage " + i,
              i == 1 ? middle : this::atOnce,
              s -> s.concurrency(concurrency).ordered(ordered));
    }
    return Draining.drain(builder.sink(ITEMS.size()).clock(new VirtualClock()).build());
  }

  private static List<Integer> throughAllStages(List<Integer> items) {
    return items.stream().flatMap(item -> IntStream.range(0, STAGES).mapToObj(i -> item)).toList();
  }

  @ParameterizedTest
  @CsvSource({"1, true", "1, false", "4, true", "4, false"})
  void fromTheFirstItemOn(int concurrency, boolean ordered) {
    assertThat(run(this::atOnce, concurrency, ordered)).isEqualTo(ITEMS);
    assertThat(calls).isEqualTo(throughAllStages(ITEMS));
  }

  /** All lanes of all stages come to wait, for an operation, their turn, or room. */
  @ParameterizedTest
  @CsvSource({"1, true", "1, false", "4, true", "4, false"})
  void againOnceSomeHadToWait(int concurrency, boolean ordered) {
    assertThat(run(this::slowAtFirst, concurrency, ordered))
        .hasSameSizeAs(ITEMS)
        .hasSameElementsAs(ITEMS);

    List<Integer> late = ITEMS.subList(1_000, ITEMS.size());
    assertThat(calls.stream().filter(item -> item >= 1_000).toList())
        .isEqualTo(throughAllStages(late));
  }

  private CompletableFuture<Integer> slowAtFirst(int item) {
    calls.add(item);
    if (item < 100) {
      await(Async.sleep(Duration.ofMillis(100 - item % 7)));
    }
    return completedFuture(item);
  }
}
