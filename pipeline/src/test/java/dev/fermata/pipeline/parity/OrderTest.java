package dev.fermata.pipeline.parity;

import static dev.fermata.pipeline.Draining.drain;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.ManualOperation;
import dev.fermata.pipeline.Naturals;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.operation.Emitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completion order, input order, and how many operations are in flight in either. */
@Timeout(60)
class OrderTest {
  private static final int READ_AHEAD = 2;

  @Test
  void theOrderIsThatOfCompletionUnlessAskedOtherwise() throws Exception {
    var operation = new ManualOperation<Integer>();
    try (var pipeline =
        Pipeline.from(new Naturals(3))
            .pipe("manual", operation, s -> s.concurrency(3))
            .sink(3)
            .build()) {
      pipeline.start();
      for (int item : List.of(2, 0, 1)) {
        operation.succeed(item);
        assertThat(pipeline.iterator().next()).isEqualTo(item);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void inInputOrderNoResultLeavesBeforeThoseOfTheItemsBeforeIt(int concurrency) throws Exception {
    var operation = new ManualOperation<Integer>();
    try (var pipeline =
        Pipeline.from(new Naturals(concurrency))
            .pipe("manual", operation, s -> s.concurrency(concurrency).ordered())
            .sink(concurrency)
            .build()) {
      pipeline.start();
      for (int item = concurrency - 1; item > 0; item--) {
        operation.succeed(item);
      }
      assertThat(pipeline.statistics().queues())
          .filteredOn(queue -> queue.queue().equals("sink"))
          .allMatch(sink -> sink.size() == 0)
          .hasSize(1);
      operation.succeed(0);
      assertThat(pipeline).containsExactlyElementsOf(upTo(concurrency));
    }
  }

  @BothOrders
  void operationsThatWaitForRoomDownstreamCountAsInFlight(boolean ordered, int concurrency)
      throws Exception {
    var source = new Naturals(1000);
    var begun = new ManualOperation<Integer>();
    try (var pipeline =
        Pipeline.from(source)
            .pipe("manual", begun, s -> s.concurrency(concurrency).ordered(ordered))
            .sink(1)
            .build()) {
      pipeline.start();
      for (int item = 0; item <= concurrency; item++) {
        begun.succeed(item); // One is in the sink, all others wait for room.
      }
      source.awaitRead(READ_AHEAD + concurrency + 1);
      while (pipeline.statistics().stage("manual").count() <= concurrency) {
        Thread.onSpinWait();
      }

      assertThat(begun.count()).isEqualTo(concurrency + 1);
      assertThat(pipeline.iterator().next()).isNotNull();
      begun.call(concurrency + 1);
      assertThat(begun.count()).isEqualTo(concurrency + 2);
    }
  }

  @BothOrders
  void failedAndEmptyResultsHoldUpNobody(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(300))
            .pipeBlocking(
                "third",
                x -> {
                  if (x % 3 == 0) {
                    throw new IllegalStateException("item " + x);
                  }
                  return x % 3 == 1 ? null : x;
                },
                s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    List<Integer> expected = upTo(300).stream().filter(x -> x % 3 == 2).toList();
    if (ordered) {
      assertThat(drain(pipeline)).isEqualTo(expected);
    } else {
      assertThat(drain(pipeline)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @BothOrders
  void stagesWithManyResultsLoseNoneOfThemInEitherOrder(boolean ordered, int concurrency) {
    var pipeline =
        Pipeline.from(new Naturals(100))
            .pipeStream(
                "twice",
                x -> Stream.of(2 * x, 2 * x + 1),
                s -> s.concurrency(concurrency).ordered(ordered))
            .<Integer>pipeEmitting(
                "again",
                (x, out) -> emitTwice(x, out),
                s -> s.concurrency(concurrency).ordered(ordered))
            .build();

    if (ordered) {
      assertThat(drain(pipeline)).isEqualTo(upTo(400));
    } else {
      assertThat(drain(pipeline)).containsExactlyInAnyOrderElementsOf(upTo(400));
    }
  }

  private static CompletableFuture<Void> emitTwice(int x, Emitter<Integer> out) {
    out.emit(2 * x);
    out.emit(2 * x + 1);
    return completedFuture(null);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneLaneKeepsTheOrderWhateverWasAskedFor(boolean ordered) {
    var seen = new ArrayList<Integer>();
    var pipeline =
        Pipeline.from(new Naturals(200))
            .pipeBlocking(
                "seen",
                x -> {
                  seen.add(x);
                  return x;
                },
                s -> s.ordered(ordered))
            .build();

    assertThat(drain(pipeline)).isEqualTo(upTo(200)).isEqualTo(seen);
  }

  private static List<Integer> upTo(int limit) {
    return IntStream.range(0, limit).boxed().toList();
  }
}
