package dev.fermata.pipeline.parity;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.async.Async;
import dev.fermata.pipeline.Pipeline;
import dev.fermata.pipeline.PipelineFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ContinuousSourceTest {

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 2", "false, 8", "true, 1", "true, 2", "true, 8"})
  void eachIterationIsAnEpochAndNoItemCrossesItsBorder(boolean ordered, int concurrency) {
    try (var pipeline =
        Pipeline.continuous(new Epochs(20))
            .pipe("yield", Epochs.Sample::slowly, s -> s.concurrency(concurrency).ordered(ordered))
            .pipeBlocking("same", x -> x, s -> s.concurrency(concurrency).ordered(ordered))
            .build()) {
      for (int epoch = 0; epoch < 30; epoch++) {
        var samples = new ArrayList<Epochs.Sample>();
        pipeline.forEach(samples::add);
        assertThat(samples).extracting(Epochs.Sample::epoch).containsOnly(epoch);
        var numbers = samples.stream().map(Epochs.Sample::number).toList();
        var expected = IntStream.range(0, 20).boxed().toList();
        if (ordered || concurrency == 1) {
          assertThat(numbers).isEqualTo(expected);
        } else {
          assertThat(numbers).containsExactlyInAnyOrderElementsOf(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "8"})
  void aStageIsEmptyWhenTheBorderPasses(int concurrency) {
    var running = new ConcurrentLinkedQueue<Integer>();
    var mixed = new AtomicInteger();
    try (var pipeline =
        Pipeline.continuous(new Epochs(5))
            .pipe(
                "watched",
                sample -> {
                  running.add(sample.epoch());
                  await(sample.slowly());
                  mixed.addAndGet((int) running.stream().distinct().count() - 1);
                  running.remove(sample.epoch());
                  return completedFuture(sample);
                },
                s -> s.concurrency(concurrency))
            .sink(100)
            .build()) {
      for (int epoch = 0; epoch < 50; epoch++) {
        assertThat(pipeline).hasSize(5);
      }
    }
    assertThat(mixed).hasValue(0);
  }

  @Test
  void listsAreFlushedAtTheBorder() {
    try (var pipeline = Pipeline.continuous(List.of(1, 2, 3)).aggregate(2).build()) {
      assertThat(pipeline).containsExactly(List.of(1, 2), List.of(3));
      assertThat(pipeline).containsExactly(List.of(1, 2), List.of(3));
    }
  }

  @Test
  void anIterationLeftInTheMiddleIsTakenUpByTheNext() {
    try (var pipeline = Pipeline.continuous(List.of(1, 2, 3)).build()) {
      assertThat(pipeline.iterator().next()).isEqualTo(1);
      assertThat(pipeline).containsExactly(2, 3);
      var items = pipeline.iterator();
      assertThat(List.of(items.next(), items.next(), items.next())).containsExactly(1, 2, 3);
      assertThat(items.hasNext()).isFalse();
      assertThat(items.hasNext()).as("asked again").isFalse();
    }
  }

  @Test
  void nextIsEmptyOnceAtTheEndOfEachEpoch() throws Exception {
    try (var pipeline = Pipeline.continuous(List.of(1)).build()) {
      for (int epoch = 0; epoch < 3; epoch++) {
        assertThat(pipeline.next(Duration.ofSeconds(30))).contains(1);
        assertThat(pipeline.next(Duration.ofSeconds(30))).isEmpty();
      }
    }
  }

  @Test
  void anEmptySourceHasEmptyEpochsAndIsNotReadOnAndOn() {
    var iterations = new AtomicInteger();
    Iterable<Integer> empty =
        () -> {
          iterations.incrementAndGet();
          return List.<Integer>of().iterator();
        };
    try (var pipeline =
        Pipeline.continuous(empty).pipe("a", x -> completedFuture(x), s -> {}).build()) {
      assertThat(pipeline).isEmpty();
      assertThat(pipeline).isEmpty();
    }
    assertThat(iterations).as("two were wanted, the rest was read ahead").hasValueLessThan(12);
  }

  @Test
  void whatCanBeIteratedOnlyOnceIsRefused() {
    var builder = Pipeline.continuous(new OneShot());

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(builder::build)
        .withMessageContaining("OneShot can be iterated only once")
        .withMessageContaining("ContinuousSourceTest.java");
  }

  @Test
  void anIteratorThatIsTheSameTheSecondTimeFailsTheSource() {
    var once = List.of(1, 2).iterator();
    try (var pipeline = Pipeline.continuous(() -> once).build()) {
      assertThat(pipeline).containsExactly(1, 2);
      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(() -> pipeline.iterator().hasNext())
          .withMessageContaining("returned the same iterator twice");
    }
  }

  @Test
  void aFailureInALaterEpochIsThrownThere() {
    var epoch = new AtomicInteger();
    Iterable<Integer> source =
        () -> {
          if (epoch.getAndIncrement() == 1) {
            throw new IllegalStateException("disk");
          }
          return List.of(1, 2).iterator();
        };
    try (var pipeline =
        Pipeline.continuous(source).pipe("a", x -> completedFuture(x), s -> {}).build()) {
      var items = pipeline.iterator();
      assertThat(items.next() + items.next()).isEqualTo(3);
      assertThatExceptionOfType(PipelineFailure.class)
          .isThrownBy(
              () -> {
                pipeline.forEach(x -> {});
                pipeline.forEach(x -> {});
              })
          .withMessageContaining("disk");
    }
  }

  @SuppressWarnings("IterableAndIterator") // Just that is refused.
  private static final class OneShot implements Iterable<Integer>, Iterator<Integer> {
    @Override
    public Iterator<Integer> iterator() {
      return this;
    }

    @Override
    public boolean hasNext() {
      return false;
    }

    @Override
    public Integer next() {
      throw new java.util.NoSuchElementException();
    }
  }

  /** Tells each item in which epoch it is. */
  private static final class Epochs implements Iterable<Epochs.Sample> {
    private final int size;
    private final AtomicInteger next = new AtomicInteger();

    record Sample(int epoch, int number) {
      CompletableFuture<Sample> slowly() {
        for (int i = 0; i < number * 7 % 5; i++) {
          await(Async.yieldNow());
        }
        return completedFuture(this);
      }
    }

    Epochs(int size) {
      this.size = size;
    }

    @Override
    public Iterator<Sample> iterator() {
      int epoch = next.getAndIncrement();
      return IntStream.range(0, size).mapToObj(i -> new Sample(epoch, i)).iterator();
    }
  }
}
