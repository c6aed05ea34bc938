package dev.fermata.pipeline.parity;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
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
    var end = new CompletableFuture<List<Integer>>();
    try (var pipeline = pipeline(ordered, concurrency)) {
      pipeline.publisher().subscribe(new Collecting(end));
      assertThat(end)
          .succeedsWithin(30, TimeUnit.SECONDS)
          .satisfies(results -> check(results, ordered, concurrency));
    }
  }

  private static final class Collecting implements Flow.Subscriber<Integer> {
    private final CompletableFuture<List<Integer>> end;
    private final List<Integer> results = new ArrayList<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    Collecting(CompletableFuture<List<Integer>> end) {
      this.end = end;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.complete(given);
      given.request(1);
    }

    @Override
    public void onNext(Integer item) {
      results.add(item);
      subscription.join().request(1);
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      end.complete(results);
    }
  }
}
