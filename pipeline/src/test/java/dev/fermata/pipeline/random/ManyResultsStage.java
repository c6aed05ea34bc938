package dev.fermata.pipeline.random;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.Async;
import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.StageOptions;
import dev.fermata.pipeline.operation.Emitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An operation with any number of results, that may fail or hang after some of them. */
final class ManyResultsStage implements RandomStage {
  private enum Kind {
    STREAM,
    ITERATOR,
    ITERABLE,
    EMITTING,
    EMITTING_IN_A_RUSH
  }

  private final long seed;
  private final Kind kind;
  private final Settings settings;
  private final Watch watch;
  private final Set<String> failing = new HashSet<>(); // Guarded by this.

  ManyResultsStage(long seed, Random random) {
    this.seed = seed;
    kind = Kind.values()[random.nextInt(Kind.values().length)];
    settings = Settings.of(random);
    watch = new Watch(settings);
  }

  @Override
  public Builder<String> addTo(Builder<String> before, Order order) {
    return switch (kind) {
      case STREAM -> before.pipeStream("stream", this::stream, this::options);
      case ITERATOR -> before.pipeIterator("iterator", x -> iterable(x).iterator(), this::options);
      case ITERABLE -> before.pipeIterable("iterable", this::iterable, this::options);
      case EMITTING, EMITTING_IN_A_RUSH ->
          before.pipeEmitting("emitting", this::emit, this::options);
    };
  }

  private void options(StageOptions stage) {
    settings.apply(stage, false, watch);
  }

  /** In flight until it is closed. */
  private Stream<String> stream(String item) {
    watch.enter(item);
    return IntStream.rangeClosed(0, count(item))
        .peek(i -> failAt(item, i))
        .filter(i -> i < count(item))
        .mapToObj(i -> item + "." + i)
        .onClose(() -> watch.leave(item));
  }

  private Iterable<String> iterable(String item) {
    watch.enter(item);
    watch.leave(item);
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            failAt(item, next);
            return next < count(item);
          }

          @Override
          public String next() {
            return item + "." + next++;
          }
        };
  }

  private CompletableFuture<@Nullable Void> emit(String item, Emitter<String> out) {
    watch.enter(item);
    try {
      for (int i = 0; i <= count(item); i++) {
        if (isBroken(item) && breaksAt(item) == i && Items.dice(seed + 23, item, 2) == 0) {
          await(Async.sleep(Settings.TIMEOUT.multipliedBy(9)));
        }
        failAt(item, i);
        if (i == count(item)) {
          break;
        }
        if (kind == Kind.EMITTING_IN_A_RUSH) {
          out.emit(item + "." + i);
        } else {
          await(Async.sleep(Duration.ofMillis(Items.dice(seed + i, item, 5))));
          await(out.emit(item + "." + i));
        }
      }
      return completedFuture(null);
    } finally {
      watch.leave(item);
    }
  }

  private void failAt(String item, int result) {
    if (isBroken(item) && result == breaksAt(item)) {
      throw new IllegalStateException("result " + result + " of " + item);
    }
  }

  private int count(String item) {
    return Items.dice(seed + 20, item, 4);
  }

  private boolean isBroken(String item) {
    return Items.dice(seed + 21, item, 13) == 0;
  }

  private int breaksAt(String item) {
    return Items.dice(seed + 22, item, count(item) + 1);
  }

  @Override
  public synchronized List<String> expected(List<String> items, Order order, List<String> failed) {
    var results = new ArrayList<String>();
    for (String item : items) {
      int end = count(item);
      if (isBroken(item)) {
        failing.add(item);
        failed.add(item);
        end = breaksAt(item);
      }
      for (int i = 0; i < end; i++) {
        results.add(item + "." + i);
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
    return watch.faults(failing, complete);
  }

  @Override
  public String toString() {
    return kind + " " + settings;
  }
}
