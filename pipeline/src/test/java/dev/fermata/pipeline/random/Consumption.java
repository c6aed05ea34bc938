package dev.fermata.pipeline.random;

import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.SteadySubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The ways to consume a pipeline up to its end or that of an epoch. */
enum Consumption {
  LOOP {
    @Override
    void consume(Pipeline<String> pipeline, Consumer<String> taker) {
      pipeline.forEach(taker);
    }
  },
  NEXT {
    @Override
    void consume(Pipeline<String> pipeline, Consumer<String> taker) {
      boolean over = false;
      for (int i = 0; !over; i++) {
        try {
          Optional<String> next = pipeline.next(Duration.ofNanos(i % 3 == 0 ? 1 : 100_000));
          next.ifPresent(taker);
          over = next.isEmpty();
        } catch (TimeoutException notYet) {
          Thread.onSpinWait();
        }
      }
    }
  },
  STREAM {
    @Override
    @SuppressWarnings("resource") // It would close the pipeline.
    void consume(Pipeline<String> pipeline, Consumer<String> taker) {
      pipeline.stream().forEachOrdered(taker);
    }
  },
  PUBLISHER {
    @Override
    void consume(Pipeline<String> pipeline, Consumer<String> taker) {
      var subscriber = new SteadySubscriber<>(2, taker);
      pipeline.publisher().subscribe(subscriber);
      finish(subscriber.end());
    }
  },
  /** Where the results are made. */
  ON_LOOP {
    @Override
    void consume(Pipeline<String> pipeline, Consumer<String> taker) {
      pipeline.forEachOnLoop(taker);
    }
  },
  /** All at the same time; the taker is called by several threads. */
  THREADS {
    @Override
    void consume(Pipeline<String> pipeline, Consumer<String> taker) {
      var ends = new ArrayList<CompletableFuture<Void>>();
      for (Consumption way : List.of(LOOP, NEXT, LOOP)) {
        ends.add(
            CompletableFuture.runAsync(
                () -> way.consume(pipeline, taker), work -> new Thread(work).start()));
      }
      finish(CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)));
    }
  };

  private static final List<Consumption> BETWEEN_THREADS =
      List.of(LOOP, NEXT, STREAM, PUBLISHER, THREADS);

  /** One of those that pass items between threads; not with several where others follow. */
  static Consumption betweenThreads(Random choice, boolean withThreads) {
    return BETWEEN_THREADS.get(choice.nextInt(BETWEEN_THREADS.size() - (withThreads ? 0 : 1)));
  }

  static Consumption mostlyOnTheLoop(Random choice, boolean withThreads) {
    return choice.nextInt(3) > 0 ? ON_LOOP : betweenThreads(choice, withThreads);
  }

  /** One of those that keep the order. */
  static Consumption inOrder(Random choice) {
    return mostlyOnTheLoop(choice, false);
  }

  abstract void consume(Pipeline<String> pipeline, Consumer<String> taker);

  final List<String> consume(Pipeline<String> pipeline) {
    List<String> items = Collections.synchronizedList(new ArrayList<>());
    consume(pipeline, items::add);
    return items;
  }

  /** Throws what it failed with. */
  private static void finish(CompletableFuture<Void> end) {
    try {
      end.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new CompletionException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException("a consumer did not come to its end", e);
    }
  }
}
