package dev.fermata.pipeline.random;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.Async;
import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.StageOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An async method or a blocking function, some of whose attempts fail or never end. */
final class OneResultStage implements RandomStage {
  private final long seed;
  private final Settings settings;
  private final Watch watch;
  private final boolean blocking;
  private final boolean onLoop;
  private final int longest;

  // Guarded by this.
  private final Set<String> seen = new HashSet<>();
  private final Set<String> failing = new HashSet<>();

  OneResultStage(long seed, Random random) {
    this.seed = seed;
    settings = Settings.of(random);
    watch = new Watch(settings);
    blocking = random.nextInt(3) == 0;
    onLoop = random.nextInt(4) == 0;
    longest = random.nextInt(3) * 5;
  }

  @Override
  public Builder<String> addTo(Builder<String> before, Order order) {
    return blocking
        ? before.pipeBlocking("blocking", this::work, this::options)
        : before.pipe("async", this::workAsync, this::options);
  }

  private void options(StageOptions stage) {
    settings.apply(stage, true, watch);
    if (blocking && onLoop) {
      stage.executor(Runnable::run);
    }
  }

  private CompletableFuture<@Nullable String> workAsync(String item) {
    int attempt = watch.enter(item);
    try {
      if (longest > 0) {
        await(Async.sleep(Duration.ofMillis(Items.dice(seed, item, longest))));
      }
      if (attempt <= failures(item) && Items.dice(seed + 1, item, 3) == 0) {
        await(Async.sleep(Settings.TIMEOUT.multipliedBy(9)));
      }
      return completedFuture(result(item, attempt));
    } finally {
      watch.leave(item);
    }
  }

  private @Nullable String work(String item) {
    int attempt = watch.enter(item);
    try {
      return result(item, attempt);
    } finally {
      watch.leave(item);
    }
  }

  private @Nullable String result(String item, int attempt) {
    if (attempt <= failures(item)) {
      throw Items.dice(seed + 2, item, 2) == 0
          ? new IllegalStateException("attempt " + attempt + " at " + item)
          : new CancellationException("by itself, at " + item);
    }
    return isDropped(item) ? null : item + "'";
  }

  /** How many attempts fail before one succeeds. */
  private int failures(String item) {
    return Math.max(0, Items.dice(seed + 3, item, 14) - 10);
  }

  private boolean isDropped(String item) {
    return Items.dice(seed + 4, item, 11) == 0;
  }

  @Override
  public synchronized List<String> expected(List<String> items, Order order, List<String> failed) {
    var results = new ArrayList<String>();
    for (String item : items) {
      seen.add(item);
      if (failures(item) > settings.retries()) {
        failing.add(item);
        failed.add(item);
      } else if (!isDropped(item)) {
        results.add(item + "'");
      }
    }
    return results;
  }

  @Override
  public List<String> letters() {
    return watch.letters();
  }

  @Override
  public Order after(Order before) {
    return before.atMost(settings.order());
  }

  @Override
  public synchronized List<String> faults(boolean complete) {
    var faults = new ArrayList<>(watch.faults(failing, complete));
    for (String item : seen) {
      int due = Math.min(failures(item), settings.retries()) + 1;
      int attempts = watch.attempts(item);
      if (complete ? attempts != due : attempts > due) {
        faults.add("%d attempts at %s in place of %d".formatted(attempts, item, due));
      }
    }
    return faults;
  }

  @Override
  public String toString() {
    return (blocking ? onLoop ? "blocking on the loop " : "blocking " : "async ")
        + settings
        + (longest > 0 && !blocking ? " up to " + longest + " ms" : "");
  }
}
