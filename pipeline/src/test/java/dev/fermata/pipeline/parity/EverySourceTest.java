package dev.fermata.pipeline.parity;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** All items of a source of any kind come out once, whatever the stages behind it. */
@Timeout(60)
class EverySourceTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 200).boxed().toList();

  private static final Map<String, Supplier<Builder<Integer>>> SOURCES =
      Map.of(
          "collection", () -> Pipeline.from(ITEMS),
          "iterable", () -> Pipeline.from(new Naturals(200)),
          "iterator", () -> Pipeline.fromIterator(ITEMS.iterator()),
          "stream", () -> Pipeline.fromStream(ITEMS.stream()),
          "publisher", EverySourceTest::publisher,
          "async", EverySourceTest::async,
          "epoch", () -> Pipeline.continuous(ITEMS),
          "merge", () -> Pipeline.merge(List.of(Pipeline.from(ITEMS))));

  private static Builder<Integer> publisher() {
    return Pipeline.fromPublisher(
        subscriber -> {
          var publisher = new SubmissionPublisher<Integer>(Runnable::run, 256);
          publisher.subscribe(subscriber);
          ITEMS.forEach(publisher::submit);
          publisher.close();
        });
  }

  private static Builder<Integer> async() {
    Iterator<Integer> items = ITEMS.iterator();
    return Pipeline.fromAsync(() -> completedFuture(items.hasNext() ? items.next() : -1), -1);
  }

  @BothOrders
  void allItemsComeOutOnce(boolean ordered, int concurrency) {
    SOURCES.forEach(
        (kind, source) -> {
          try (var pipeline =
              source
                  .get()
                  .pipe("a", x -> completedFuture(x), s -> s.concurrency(concurrency))
                  .pipeBlocking("b", x -> x, s -> s.concurrency(concurrency).ordered(ordered))
                  .build()) {
            var results = assertThat(pipeline).as(kind);
            if (concurrency == 1) {
              results.containsExactlyElementsOf(ITEMS);
            } else {
              results.containsExactlyInAnyOrderElementsOf(ITEMS);
            }
          }
        });
  }
}
