package dev.fermata.pipeline;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Consumers on the loop that do what they should not, at the wrong time or in the wrong place. */
@Timeout(60)
class HostileLoopConsumerTest {
  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  static Stream<Throwable> whatMayBeThrown() {
    return Stream.of(
        new IllegalStateException("enough"),
        new AssertionError("enough"),
        new CancellationException("enough"),
        new CompletionException(new IOException("inside")),
        new CompletionException(new IllegalStateException("inside")),
        new PipelineFailureOfAnother());
  }

  private static final class PipelineFailureOfAnother extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @ParameterizedTest
  @MethodSource("whatMayBeThrown")
  void whatTheActionThrowsIsThrownAsItIs(Throwable thrown) {
    try (var pipeline = passing(TEN)) {
      assertThatThrownBy(() -> pipeline.forEachOnLoop(item -> throwAt(3, item, thrown)))
          .isSameAs(thrown);

      assertThat(pipeline.toList()).containsExactly(4, 5, 6, 7, 8, 9);
    }
  }

  @Test
  void anActionThatThrowsWithEveryItemTakesThemOneByOne() {
    try (var pipeline = passing(TEN)) {
      for (int item : TEN) {
        var thrown = new IllegalStateException("item " + item);
        assertThatThrownBy(() -> pipeline.forEachOnLoop(each -> throwAt(item, each, thrown)))
            .isSameAs(thrown);
      }
      assertThat(pipeline.toList()).isEmpty();
    }
  }

  @Test
  void anActionThatConsumesThePipelineIsRefusedAndTheRestIsThere() {
    try (var pipeline = passing(TEN)) {
      assertThatThrownBy(() -> pipeline.forEachOnLoop(item -> pipeline.forEachOnLoop(again -> {})))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("its own loop");
      assertThatThrownBy(() -> pipeline.forEachOnLoop(item -> pipeline.iterator().next()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("its own loop");

      assertThat(pipeline.toList()).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
    }
  }

  @Test
  void anActionThatClosesThePipelineAndThrowsIsHeard() {
    var thrown = new IllegalStateException("enough");
    var pipeline = passing(TEN);
    assertThatThrownBy(
            () ->
                pipeline.forEachOnLoop(
                    item -> {
                      pipeline.close();
                      throwAt(item, item, thrown);
                    }))
        .isSameAs(thrown);
    assertThat(pipeline.toList()).isEmpty();
  }

  @Test
  void afterCloseThereIsNothingToConsume() {
    var begun = passing(TEN);
    begun.iterator().next();
    begun.close();
    assertThat(begun.toList()).isEmpty();

    var neverBegun = passing(TEN);
    neverBegun.close();
    assertThat(neverBegun.toList()).isEmpty();
  }

  /** Nothing that runs on the loop can be interrupted: close gives up after the grace. */
  @Test
  void anActionThatBlocksKeepsNeitherCloseNorItsOwnConsumerFromReturning() throws Exception {
    var blocks = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var pipeline =
        Pipeline.from(TEN)
            .pipe("pass", item -> completedFuture(item), s -> {})
            .grace(Duration.ofMillis(50))
            .build();
    var items = Collections.synchronizedList(new ArrayList<Integer>());
    CompletableFuture<Void> consumer =
        CompletableFuture.runAsync(
            () ->
                pipeline.forEachOnLoop(
                    item -> {
                      items.add(item);
                      blocks.countDown();
                      awaitUnchecked(release);
                    }));
    assertThat(blocks.await(30, TimeUnit.SECONDS)).isTrue();

    try {
      pipeline.close();

      assertThat(consumer).succeedsWithin(30, TimeUnit.SECONDS);
      assertThat(pipeline.toList()).isEmpty();
      assertThat(items).containsExactly(0);
    } finally {
      release.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void ofSeveralConsumersEachItemGoesToOne(int consumers) {
    var all = Collections.synchronizedList(new ArrayList<Integer>());
    List<Integer> items = IntStream.range(0, 5_000).boxed().toList();
    try (var pipeline = passing(items)) {
      var ends = new ArrayList<CompletableFuture<Void>>();
      for (int i = 0; i < consumers; i++) {
        boolean onLoop = i != 1;
        ends.add(
            supplyAsync(
                () -> {
                  if (onLoop) {
                    pipeline.forEachOnLoop(all::add);
                  } else {
                    pipeline.forEach(all::add);
                  }
                  return null;
                },
                work -> new Thread(work).start()));
      }
      ends.forEach(end -> assertThat(end).succeedsWithin(30, TimeUnit.SECONDS));
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void whenOneOfTwoThrowsTheOtherGetsTheRest() {
    var all = Collections.synchronizedList(new ArrayList<Integer>());
    List<Integer> items = IntStream.range(0, 2_000).boxed().toList();
    try (var pipeline = passing(items)) {
      var steady = supplyAsync(() -> drainOnLoop(pipeline, all), work -> new Thread(work).start());
      int thrown = 0;
      for (int i = 0; i < 50; i++) {
        try {
          pipeline.forEachOnLoop(
              item -> {
                all.add(item);
                throw new IllegalStateException("after " + item);
              });
        } catch (IllegalStateException expected) {
          thrown++;
        }
      }
      assertThat(steady).succeedsWithin(30, TimeUnit.SECONDS);
      assertThat(thrown).isLessThanOrEqualTo(50);
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void itCanBeConsumedFromAThreadThatRunsAnotherLoop() {
    var seen = new ArrayList<Integer>();
    EventLoop.run(
        () -> {
          EventLoop other = EventLoop.current();
          try (var pipeline = passing(TEN)) {
            pipeline.forEachOnLoop(
                item -> {
                  assertThat(EventLoop.current()).isNotSameAs(other);
                  seen.add(item);
                });
          }
          return completedFuture(null);
        });
    assertThat(seen).isEqualTo(TEN);
  }

  @Test
  void aPipelineCanBeConsumedOnTheLoopOfAnother() {
    try (var inner = passing(TEN);
        var outer =
            Pipeline.from(List.of(100, 200))
                .pipe("inner", item -> completedFuture(item + inner.toList().size()), s -> {})
                .build()) {
      assertThat(outer.toList()).containsExactly(110, 200);
    }
  }

  @Test
  void bordersBetweenEpochsEndEachConsumption() {
    try (var pipeline =
        Pipeline.continuous(TEN)
            .pipe("pass", item -> completedFuture(item), s -> s.concurrency(4).ordered())
            .pipe("again", item -> completedFuture(item), s -> s.concurrency(2).ordered())
            .build()) {
      for (int epoch = 0; epoch < 200; epoch++) {
        int last = new Random(epoch).nextInt(TEN.size());
        var thrown = new IllegalStateException("in epoch " + epoch);
        assertThatThrownBy(() -> pipeline.forEachOnLoop(item -> throwAt(last, item, thrown)))
            .isSameAs(thrown);
        assertThat(pipeline.toList()).isEqualTo(TEN.subList(last + 1, TEN.size()));
      }
    }
  }

  private static Void drainOnLoop(Pipeline<Integer> pipeline, List<Integer> to) {
    pipeline.forEachOnLoop(to::add);
    return null;
  }

  private static Pipeline<Integer> passing(List<Integer> items) {
    return Pipeline.from(items)
        .pipe("pass", item -> completedFuture(item), s -> {})
        .pipe("again", item -> completedFuture(item), s -> s.concurrency(3).ordered())
        .build();
  }

  private static void throwAt(int wanted, int item, Throwable thrown) {
    if (item == wanted) {
      HostileLoopConsumerTest.<RuntimeException>throwUnchecked(thrown);
    }
  }

  @SuppressWarnings("unchecked") // Any Throwable can be thrown where none is declared.
  private static <E extends Throwable> void throwUnchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
