package dev.fermata.pipeline.parity;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.SteadySubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** Whichever way one consumes a pipeline, all results arrive, in the order that was asked for. */
@Timeout(60)
class EveryConsumptionTest {

  private static Pipeline<Integer> pipeline(boolean ordered, int concurrency) {
    return Pipeline.from(new Naturals(200))
        .pipeBlocking("a", x -> x, s -> s.concurrency(concurrency).ordered(ordered))
        .pipe("b", x -> completedFuture(x), s -> s.concurrency(concurrency).ordered(ordered))
        .sink(3)
        .build();
  }

  private static void check(List<Integer> results, boolean ordered, int concurrency) {
    var all = IntStream.range(0, 200).boxed().toList();
    if (ordered || concurrency == 1) {
      assertThat(results).isEqualTo(all);
    } else {
      assertThat(results).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @BothOrders
  void byALoop(boolean ordered, int concurrency) {
    var results = new ArrayList<Integer>();
    try (var pipeline = pipeline(ordered, concurrency)) {
      for (int result : pipeline) {
        results.add(result);
      }
    }
    check(results, ordered, concurrency);
  }

  @BothOrders
  void byNext(boolean ordered, int concurrency) throws Exception {
    var results = new ArrayList<Integer>();
    try (var pipeline = pipeline(ordered, concurrency)) {
      Optional<Integer> next = pipeline.next(Duration.ofSeconds(30));
      while (next.isPresent()) {
        results.add(next.get());
        next = pipeline.next(Duration.ofSeconds(30));
      }
    }
    check(results, ordered, concurrency);
  }

  @BothOrders
  void byAStream(boolean ordered, int concurrency) {
    try (var items = pipeline(ordered, concurrency).stream()) {
      check(items.toList(), ordered, concurrency);
    }
  }

  @BothOrders
  void byASubscriber(boolean ordered, int concurrency) {
    var results = new ArrayList<Integer>(); // Items come one after the other, before the end.
    var subscriber = new SteadySubscriber<Integer>(1, results::add);
    try (var pipeline = pipeline(ordered, concurrency)) {
      pipeline.publisher().subscribe(subscriber);
      assertThat(subscriber.end()).succeedsWithin(30, TimeUnit.SECONDS);
      check(results, ordered, concurrency);
    }
  }
}
