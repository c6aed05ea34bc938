package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static dev.fermata.pipeline.StagesTest.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.async.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Concurrency changed and pipelines paused again and again, at times that a seed decides. */
@Timeout(60)
class RandomControlTest {
  private static final int ITEMS = 300;
  private static final int KEYS = 5;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  /** One stage that sees to it that it is used as it should be. */
  private static final class Watched {
    private final String stage;
    private final Random random;
    private final List<Pipeline<Integer>> running;
    private final Map<Integer, Integer> keysInWork = new HashMap<>();
    int inFlight;
    int most;

    Watched(String stage, Random random, List<Pipeline<Integer>> running) {
      this.stage = stage;
      this.random = random;
      this.running = running;
    }

    CompletableFuture<Integer> work(int x) {
      most = Math.max(most, ++inFlight);
      keysInWork.merge(x % KEYS, 1, Integer::sum);
      if (random.nextInt(8) == 0) {
        running.get(0).concurrency(stage, 1 + random.nextInt(8)); // While others are on their way.
      }
      try {
        if (random.nextInt(4) > 0) {
          await(Async.sleep(Duration.ofMillis(random.nextInt(20))));
        }
        if (random.nextInt(10) == 0) {
          return CompletableFuture.failedFuture(new IOException("now and then"));
        }
        return completedFuture(x);
      } finally {
        inFlight--;
        keysInWork.merge(x % KEYS, -1, Integer::sum);
      }
    }

    CompletableFuture<Integer> workByKey(int x) {
      assertThat(keysInWork.getOrDefault(x % KEYS, 0)).as("in work of the same key").isZero();
      return work(x);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsLostDoubledOrStuck(long seed) {
    var random = new Random(seed);
    boolean ordered = random.nextBoolean();
    var letters = new ArrayList<Object>();
    var running = new ArrayList<Pipeline<Integer>>();
    var any = new Watched("any", random, running);
    var keyed = new Watched("keyed", random, running);
    var both = new Watched("both", random, running);
    var items = new ArrayList<>(IntStream.range(0, ITEMS).boxed().toList());
    var pipeline =
        Pipeline.<Integer>from(items)
            .<Integer>pipe(
                "any", x -> any.work(x), s -> s.concurrency(1 + random.nextInt(4)).ordered(ordered))
            .<Integer>pipe(
                "keyed",
                x -> keyed.workByKey(x),
                s -> s.concurrency(1 + random.nextInt(4)).<Integer>orderedBy(x -> x % KEYS))
            .<Integer>pipe(
                "both",
                x -> both.workByKey(x),
                s ->
                    s.concurrency(1 + random.nextInt(4))
                        .ordered()
                        .<Integer>orderedBy(x -> x % KEYS))
            .background("changes", () -> changes(random, running.get(0)))
            .deadLetters(letter -> letters.add(letter.item()))
            .sink(ITEMS)
            .clock(new VirtualClock())
            .build();
    running.add(pipeline);

    List<Integer> results = drain(pipeline);

    var all = new ArrayList<Object>(results);
    all.addAll(letters);
    assertThat(all).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(List.copyOf(items));
    for (int key = 0; key < KEYS && ordered; key++) {
      int wanted = key;
      assertThat(results.stream().filter(x -> x % KEYS == wanted)).as("seed %d", seed).isSorted();
    }
    assertThat(List.of(any.inFlight, keyed.inFlight, both.inFlight)).containsOnly(0);
    assertThat(List.of(any.most, keyed.most, both.most)).allMatch(most -> most <= 8);
  }

  private static CompletableFuture<Void> changes(Random random, Pipeline<Integer> pipeline) {
    while (true) {
      await(Async.sleep(Duration.ofMillis(random.nextInt(60))));
      switch (random.nextInt(5)) {
        case 0 -> {
          pipeline.pause();
          await(Async.sleep(Duration.ofMillis(random.nextInt(100))));
          pipeline.resume();
        }
        case 1 -> pipeline.concurrency("any", 1 + random.nextInt(8));
        case 2 -> pipeline.concurrency("keyed", 1 + random.nextInt(8));
        case 3 -> pipeline.concurrency("both", 1 + random.nextInt(8));
        default -> pipeline.concurrency("any", 1);
      }
    }
  }
}
