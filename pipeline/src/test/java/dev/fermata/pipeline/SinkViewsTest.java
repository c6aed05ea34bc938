package dev.fermata.pipeline;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Consumption as a stream and as a publisher. */
@Timeout(60)
class SinkViewsTest {

  @Test
  void aStreamHasAllItemsAndClosesThePipeline() {
    var pipeline = Pipeline.from(new Naturals(100)).build();
    try (Stream<Integer> items = pipeline.stream()) {
      assertThat(items.mapToInt(x -> x).sum()).isEqualTo(99 * 50);
    }
    assertThat(pipeline.isClosed()).isTrue();
  }

  @Test
  void aStreamGoesOnWhereAnIteratorStoppedAndTheOtherWayRound() {
    try (var pipeline = Pipeline.from(new Naturals(5)).build()) {
      assertThat(pipeline.iterator().hasNext()).as("has taken an item ahead").isTrue();
      assertThat(pipeline.stream().limit(2).toList()).containsExactly(0, 1);
      assertThat(pipeline).containsExactly(2, 3, 4);
      assertThat(pipeline.stream().toList()).isEmpty();
    }
  }

  @Test
  void aStreamEndsWithTheEpoch() {
    try (var pipeline = Pipeline.continuous(List.of(1, 2)).build()) {
      assertThat(pipeline.stream().toList()).containsExactly(1, 2);
      assertThat(pipeline.stream().toList()).containsExactly(1, 2);
    }
  }

  @Test
  void aStreamThrowsTheFailureAtItsEnd() {
    try (var pipeline =
        Pipeline.from(List.of(1))
            .<Integer>pipe("fails", x -> failedFuture(new IOException()), s -> s.maxFailures(0))
            .build()) {
      assertThatExceptionOfType(PipelineFailure.class).isThrownBy(() -> pipeline.stream().count());
    }
  }

  @Test
  void aSubscriberGetsWhatItAsksForAndTheEndWithoutAsking() throws Exception {
    try (var pipeline = Pipeline.from(new Naturals(5)).build()) {
      var subscriber = new Recording(2);
      pipeline.publisher().subscribe(subscriber);

      assertThat(subscriber.take(2)).containsExactly(0, 1);
      subscriber.subscription.join().request(3);
      assertThat(subscriber.take(3)).containsExactly(2, 3, 4);
      assertThat(subscriber.end.join()).isEqualTo("complete");
    }
  }

  @Test
  void aCancelledSubscriptionLosesNothingAndLeavesThePipelineOpen() throws Exception {
    var manual = new ManualOperation<Integer>();
    try (var pipeline = Pipeline.from(new Naturals(4)).pipe("manual", manual, s -> {}).build()) {
      var subscriber = new Recording(10);
      pipeline.publisher().subscribe(subscriber);
      manual.succeed(0);
      assertThat(subscriber.take(1)).containsExactly(0);
      manual.call(1);

      subscriber.subscription.join().cancel();
      for (int i = 1; i < 4; i++) {
        manual.succeed(i);
        assertThat(pipeline.iterator().next()).isEqualTo(i);
      }
    }
  }

  @Test
  void severalSubscribersShareTheItems() throws Exception {
    try (var pipeline =
        Pipeline.from(new Naturals(100)).pipe("same", x -> completedFuture(x), s -> {}).build()) {
      var first = new Recording(Long.MAX_VALUE);
      var second = new Recording(Long.MAX_VALUE);
      pipeline.publisher().subscribe(first);
      pipeline.publisher().subscribe(second);
      first.end.join();
      second.end.join();

      var all = new ArrayList<>(first.items);
      all.addAll(second.items);
      assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).boxed().toList());
    }
  }

  @Test
  void failuresAndMisuseGoToOnError() {
    try (var pipeline =
        Pipeline.from(List.of(1))
            .<Integer>pipe("fails", x -> failedFuture(new IOException()), s -> s.maxFailures(0))
            .build()) {
      var subscriber = new Recording(1);
      pipeline.publisher().subscribe(subscriber);
      assertThat(subscriber.end.join()).startsWith("dev.fermata.pipeline.PipelineFailure");
    }
    try (var pipeline = Pipeline.from(List.of(1)).build()) {
      var subscriber = new Recording(0);
      pipeline.publisher().subscribe(subscriber);
      assertThat(subscriber.end.join()).contains("0 items were requested");
    }
  }

  private static final class Recording implements Flow.Subscriber<Integer> {
    private final long first;
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final LinkedBlockingQueue<Integer> items = new LinkedBlockingQueue<>();

    Recording(long first) {
      this.first = first;
    }

    List<Integer> take(int count) throws InterruptedException {
      var taken = new ArrayList<Integer>();
      while (taken.size() < count) {
        taken.add(items.take());
      }
      return taken;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.complete(given);
      given.request(first);
    }

    @Override
    public void onNext(Integer item) {
      items.add(item);
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(failure.toString());
    }

    @Override
    public void onComplete() {
      end.complete("complete");
    }
  }
}
