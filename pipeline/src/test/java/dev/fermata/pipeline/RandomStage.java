package dev.fermata.pipeline;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.Async;
import dev.fermata.pipeline.operation.Emitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One random stage, and what a plain loop would make of it. What happens to an item depends on seed
 * and item only, never on the order in which items come.
 */
final class RandomStage {

  enum Kind {
    ASYNC,
    BLOCKING,
    STREAM,
    EMITTING,
    LISTS,
    ROUTE
  }

  private final int seed;
  private final Kind kind;
  private final int concurrency;
  private final boolean ordered;
  private final boolean retries;
  private final int listSize;
  private final List<RandomStage> first = new ArrayList<>();
  private final List<RandomStage> second = new ArrayList<>();

  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  RandomStage(Random random, int depth) {
    seed = random.nextInt();
    Kind[] kinds = Kind.values();
    kind = kinds[random.nextInt(depth > 1 ? kinds.length - 1 : kinds.length)];
    concurrency = 1 + random.nextInt(4);
    ordered = random.nextBoolean();
    retries = random.nextBoolean();
    listSize = 1 + random.nextInt(5);
    if (kind == Kind.ROUTE) {
      for (int i = random.nextInt(3); i > 0; i--) {
        first.add(new RandomStage(random, depth + 1));
        second.add(new RandomStage(random, depth + 1));
      }
    }
  }

  Builder<String> addTo(Builder<String> before) {
    return switch (kind) {
      case ASYNC -> before.pipe("async", this::async, options(true));
      case BLOCKING -> before.pipeBlocking("blocking", this::blocking, options(true));
      case STREAM -> before.pipeStream("stream", x -> counted(x).stream(), options(false));
      case EMITTING -> before.pipeEmitting("emitting", this::emitting, options(false));
      case LISTS -> before.aggregate(listSize).disaggregate();
      case ROUTE ->
          before.pathVariants(
              this::path, path -> addAll(path, first), path -> addAll(path, second));
    };
  }

  static Builder<String> addAll(Builder<String> before, List<RandomStage> stages) {
    Builder<String> builder = before;
    for (RandomStage stage : stages) {
      builder = stage.addTo(builder);
    }
    return builder;
  }

  private Consumer<StageOptions> options(boolean mayRetry) {
    return stage -> {
      stage.concurrency(concurrency).ordered(ordered).timeout(Duration.ofHours(1));
      if (mayRetry && retries) {
        stage.retry(1, Duration.ofMillis(3));
      }
    };
  }

  private CompletableFuture<@Nullable String> async(String item) {
    enter();
    try {
      await(Async.sleep(delay(item)));
      return completedFuture(one(item));
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private @Nullable String blocking(String item) {
    enter();
    try {
      return one(item);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private List<String> counted(String item) {
    enter();
    try {
      return many(item);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private CompletableFuture<@Nullable Void> emitting(String item, Emitter<String> out) {
    enter();
    try {
      for (String result : many(item)) {
        await(Async.sleep(delay(result)));
        await(out.emit(result));
      }
      return completedFuture(null);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private void enter() {
    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
  }

  private Duration delay(String item) {
    return Duration.ofMillis(dice(item, 7));
  }

  private int path(String item) {
    return dice(item, 2);
  }

  private @Nullable String one(String item) {
    return switch (dice(item, 11)) {
      case 0 -> throw new IllegalStateException("refused: " + item);
      case 1 -> null;
      default -> item + "'";
    };
  }

  private List<String> many(String item) {
    if (dice(item, 13) == 0) {
      throw new IllegalStateException("refused: " + item);
    }
    var results = new ArrayList<String>();
    for (int i = dice(item, 4); i > 0; i--) {
      results.add(item + "." + i);
    }
    return results;
  }

  private int dice(String item, int sides) {
    return new Random(31L * seed + item.hashCode()).nextInt(sides);
  }

  /** What a plain loop would make of the items. */
  List<String> expected(List<String> items) {
    return switch (kind) {
      case ASYNC, BLOCKING -> expectedOne(items);
      case STREAM, EMITTING -> expectedMany(items);
      case LISTS -> items;
      case ROUTE -> {
        var results =
            new ArrayList<>(expected(items.stream().filter(x -> path(x) == 0).toList(), first));
        results.addAll(expected(items.stream().filter(x -> path(x) == 1).toList(), second));
        yield results;
      }
    };
  }

  static List<String> expected(List<String> items, List<RandomStage> stages) {
    List<String> results = items;
    for (RandomStage stage : stages) {
      results = stage.expected(results);
    }
    return results;
  }

  private List<String> expectedOne(List<String> items) {
    var results = new ArrayList<String>();
    for (String item : items) {
      if (dice(item, 11) > 1) {
        results.add(item + "'");
      }
    }
    return results;
  }

  private List<String> expectedMany(List<String> items) {
    var results = new ArrayList<String>();
    for (String item : items) {
      if (dice(item, 13) != 0) {
        results.addAll(many(item));
      }
    }
    return results;
  }

  boolean keepsOrder() {
    return kind == Kind.LISTS || (kind != Kind.ROUTE && (ordered || concurrency == 1));
  }

  boolean isIdle() {
    return inFlight.get() == 0
        && first.stream().allMatch(RandomStage::isIdle)
        && second.stream().allMatch(RandomStage::isIdle);
  }

  boolean keptItsConcurrency() {
    return most.get() <= concurrency
        && first.stream().allMatch(RandomStage::keptItsConcurrency)
        && second.stream().allMatch(RandomStage::keptItsConcurrency);
  }

  @Override
  public String toString() {
    return kind == Kind.ROUTE
        ? "ROUTE" + first + second
        : kind + "x" + concurrency + (ordered ? " ordered" : "");
  }
}
