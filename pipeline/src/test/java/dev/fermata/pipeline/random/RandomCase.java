package dev.fermata.pipeline.random;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What a random pipeline is made of: everything that happens in it follows from this.
 *
 * @param seed of all that is not here
 * @param items of each part of the source
 * @param stages the seed of each stage
 */
record RandomCase(long seed, int items, int sink, List<Long> stages) {
  private static final Duration TIME_TO_RUN = Duration.ofSeconds(10);
  private static final Duration TIME_TO_SHRINK = Duration.ofSeconds(40);

  /** To make a case smaller, besides taking a stage away. */
  private static final int WAYS = 3;

  /** May run the pipelines of a case, and throws what is wrong with them. */
  @FunctionalInterface
  interface Test {
    void run(RandomCase of) throws Exception;
  }

  static RandomCase of(long seed) {
    var random = new Random(seed);
    int items = random.nextInt(60);
    int sink = 1 + random.nextInt(4);
    var stages = new ArrayList<Long>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      stages.add(random.nextLong());
    }
    return new RandomCase(seed, items, sink, stages);
  }

  /** More to draw from the seed, of its own for each purpose. */
  Random random(int purpose) {
    return new Random(31 * seed + purpose);
  }

  RandomPipeline pipeline() {
    return new RandomPipeline(this);
  }

  /**
   * Runs a test of this case. When that fails, looks for a smaller case that fails as well, and
   * tells of that.
   */
  void check(Test test) {
    Optional<Throwable> failure = failure(test, 1);
    if (failure.isEmpty()) {
      return;
    }
    RandomCase smallest = this;
    Throwable why = failure.get();
    long end = System.nanoTime() + TIME_TO_SHRINK.toNanos();
    for (int way = 0; way < WAYS + smallest.stages.size() && System.nanoTime() < end; way++) {
      RandomCase candidate = smallest.smaller(way);
      Optional<Throwable> again =
          candidate.equals(smallest) ? Optional.empty() : candidate.failure(test, 3);
      if (again.isPresent()) {
        smallest = candidate;
        why = again.get();
        way = -1;
      }
    }
    throw new AssertionError(
        "seed %d; as small as found: %s%n%s".formatted(seed, smallest, smallest.pipeline()), why);
  }

  /** Of one of several runs: what depends on threads does not fail every time. */
  private Optional<Throwable> failure(Test test, int runs) {
    for (int i = 0; i < runs; i++) {
      try {
        assertTimeoutPreemptively(TIME_TO_RUN, () -> test.run(this));
      } catch (Throwable failure) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }

  private RandomCase smaller(int way) {
    return switch (way) {
      case 0 -> new RandomCase(seed, items / 2, sink, stages);
      case 1 -> new RandomCase(seed, Math.max(0, items - 1), sink, stages);
      case 2 -> new RandomCase(seed, items, 1, stages);
      default -> {
        var fewer = new ArrayList<>(stages);
        if (way - WAYS < fewer.size()) {
          fewer.remove(way - WAYS);
        }
        yield new RandomCase(seed, items, sink, fewer);
      }
    };
  }
}
