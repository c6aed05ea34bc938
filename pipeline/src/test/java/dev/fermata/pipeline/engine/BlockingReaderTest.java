package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.stats.Listeners;
import dev.fermata.pipeline.stats.RunMeter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BlockingReaderTest {
  private final List<Throwable> failures = new ArrayList<>();
  private final AtomicInteger closed = new AtomicInteger();
  private final RunMeter meter = RunMeter.timed(() -> 0, Listeners.NONE);

  /** Runs what it was given when told to: a reading thread that is as slow as one likes. */
  private final Queue<Runnable> work = new ArrayDeque<>();

  @Test
  void readsNoFurtherAheadThanTwoItems() {
    var read = new AtomicInteger();
    Iterable<Integer> numbers = () -> Stream.generate(read::incrementAndGet).iterator();
    var reader = reader(numbers, work::add);

    var first = take(reader);
    work();

    assertThat(first).isCompletedWithValue(1);
    assertThat(read).hasValue(3);
    assertThat(work).as("gave its thread back").isEmpty();

    assertThat(take(reader)).isCompletedWithValue(2);
    work();
    assertThat(read).hasValue(4);
  }

  @Test
  void thoseWhoWaitAreServedInTurnAndThoseWhoLeftAreSkipped() {
    var reader = reader(List.of(1, 2, 3), work::add);
    var first = take(reader);
    var second = take(reader);
    var third = take(reader);

    second.cancel(true);
    work();

    assertThat(first).isCompletedWithValue(1);
    assertThat(third).isCompletedWithValue(2);
    assertThat(take(reader)).isCompletedWithValue(3);
  }

  @Test
  void theEndIsToldToEveryoneAsOftenAsTheyAsk() {
    var reader = reader(List.of(), work::add);
    var first = take(reader);
    var second = take(reader);
    work();

    assertThat(first).isCompletedWithValue(Mark.END);
    assertThat(second).isCompletedWithValue(Mark.END);
    assertThat(take(reader)).isCompletedWithValue(Mark.END);
    assertThat(work).isEmpty();
    assertThat(closed).hasValue(1);
    assertThat(meter.stages().get(0).started()).isZero();
  }

  @Test
  void aFailureOfTheSourceIsRecordedAndEndsIt() {
    var failure = new IllegalStateException();
    var reader =
        reader(
            () -> {
              throw failure;
            },
            work::add);
    var first = take(reader);
    work();

    assertThat(first).isCompletedWithValue(Mark.CUT);
    assertThat(failures).containsExactly(failure);
    assertThat(closed).hasValue(1);
  }

  @Test
  void aNullItemIsAFailureOfTheSourceThatTellsItsNumber() {
    var reader = reader(Arrays.asList(1, null), work::add);
    var first = take(reader);
    work();

    assertThat(first).isCompletedWithValue(1);
    assertThat(take(reader)).isCompletedWithValue(Mark.CUT);
    assertThat(failures.get(0))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("item number 1");
  }

  @Test
  void aSourceThatBlocksIsInterruptedByStopWhichIsNoFailure() throws Exception {
    var entered = new CountDownLatch(1);
    var reader =
        reader(
            () -> {
              entered.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return null;
            },
            task -> new Thread(task).start());
    take(reader);
    entered.await();

    assertThat(reader.awaitIdle(0)).isFalse();
    reader.stop();

    assertThat(reader.awaitIdle(Long.MAX_VALUE)).isTrue();
    assertThat(failures).isEmpty();
  }

  @Test
  void whatWasBegunIsClosedWhenItIsStoppedInTheMiddle() {
    var reader = reader(List.of(1, 2, 3, 4), work::add);
    take(reader);
    work();
    assertThat(closed).hasValue(0);

    reader.stop();
    work();

    assertThat(closed).hasValue(1);
    assertThat(take(reader)).isCompletedWithValue(Mark.END);
  }

  @Test
  void whoeverWaitsForItsThreadIsNotHurriedByACancel() {
    var reader = reader(List.of(1, 2, 3, 4), work::add);
    take(reader);
    reader.stop();
    var idle = reader.idle();

    idle.cancel(true);
    assertThat(idle).as("the thread has not come back").isNotDone();

    work();
    assertThat(idle).isCompleted();
  }

  private BlockingReader reader(Iterable<?> items, Executor threads) {
    return new BlockingReader(
        new SourceReading(items::iterator, () -> closed.incrementAndGet()),
        threads,
        failures::add,
        meter.addStage("source", 1).lane(0),
        meter.addQueue("first", 2));
  }

  private void work() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  private static CompletableFuture<Object> take(BlockingReader reader) {
    return reader.inlet().take().toCompletableFuture();
  }
}
