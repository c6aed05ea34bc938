package dev.fermata.pipeline.random;

import dev.fermata.pipeline.StageOptions;
import java.time.Duration;
import java.util.Random;

/** Random options of a stage. */
record Settings(
    int concurrency,
    boolean ordered,
    boolean keyed,
    int retries,
    boolean rated,
    boolean hooked,
    boolean letters) {
  private static final int[] CONCURRENCIES = {1, 1, 2, 3, 4, 8};

  /** Of each attempt; those that never end are cut off by it. */
  static final Duration TIMEOUT = Duration.ofMinutes(1);

  static Settings of(Random random) {
    return new Settings(
        CONCURRENCIES[random.nextInt(CONCURRENCIES.length)],
        random.nextBoolean(),
        random.nextInt(4) == 0,
        random.nextInt(3),
        random.nextInt(6) == 0,
        random.nextInt(3) == 0,
        random.nextInt(3) == 0);
  }

  void apply(StageOptions stage, boolean mayRetry, Watch watch) {
    stage.concurrency(concurrency).ordered(ordered).timeout(TIMEOUT);
    if (keyed) {
      stage.orderedBy((String item) -> Items.key(item));
    }
    if (mayRetry && retries > 0) {
      stage.retry(retries, Duration.ofMillis(3));
    }
    if (rated) {
      stage.rateLimit(3, Duration.ofMillis(10));
    }
    if (hooked) {
      stage.hook(watch);
    }
    if (letters) {
      stage.deadLetters(watch::take);
    }
  }

  Order order() {
    if (ordered || concurrency == 1) {
      return Order.EXACT;
    }
    return keyed ? Order.BY_KEY : Order.NONE;
  }

  @Override
  public String toString() {
    return "x"
        + concurrency
        + (ordered ? " ordered" : "")
        + (keyed ? " keyed" : "")
        + (retries > 0 ? " retry " + retries : "")
        + (rated ? " rated" : "")
        + (hooked ? " hooked" : "")
        + (letters ? " letters" : "");
  }
}
