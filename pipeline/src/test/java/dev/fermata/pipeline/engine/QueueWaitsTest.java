package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.pipeline.stats.Listeners;
import dev.fermata.pipeline.stats.QueueMeter;
import dev.fermata.pipeline.stats.RunMeter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those wait who put into a queue between threads, and those who take from it. */
@Timeout(20)
class QueueWaitsTest {
  private volatile long now;
  private final RunMeter run = RunMeter.timed(() -> now, Listeners.NONE);

  @Test
  void resultsWithoutRoomInTheSinkWaitUntilTheyAreLetIn() throws Exception {
    QueueMeter meter = run.addSink("sink", 2);
    run.started();
    var sink = new SinkBuffer(meter);
    sink.put("a");
    sink.put("b");
    now = 100;
    sink.put("c");
    sink.put("d");
    now = 110;
    sink.take(); // one place is free, and c gets it
    now = 115;
    sink.take();

    assertThat(meter.times(now).putting()).isEqualTo(10 + 10 + 5);
    assertThat(meter.times(now).getting()).isZero();
  }

  @Test
  void consumersOfAnEmptySinkWait() throws Exception {
    QueueMeter meter = run.addSink("sink", 2);
    run.started();
    var sink = new SinkBuffer(meter);
    var taken = new CompletableFuture<Object>();
    var consumer = new Thread(() -> taken.completeAsync(() -> take(sink), Runnable::run));
    consumer.start();
    while (consumer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    now = 30;
    sink.put("a");

    assertThat(taken).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("a");
    assertThat(meter.times(now).getting()).isEqualTo(30);
    assertThat(meter.times(now).putting()).isZero();
  }

  private static Object take(SinkBuffer sink) {
    try {
      return sink.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aConsumerThatGivesUpWaitsNoLonger() {
    QueueMeter meter = run.addSink("sink", 2);
    run.started();
    var sink = new SinkBuffer(meter);
    assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> sink.take(1));
    now = 50;
    sink.put("a");

    assertThat(meter.times(now).getting()).isZero();
  }

  @Test
  void whatIsDiscardedWaitsNoLonger() {
    QueueMeter meter = run.addSink("sink", 1);
    run.started();
    var sink = new SinkBuffer(meter);
    sink.put("a");
    sink.put("b");
    now = 5;
    sink.discard();
    now = 50;
    assertThat(meter.times(now).putting()).isEqualTo(5);
    assertThat(meter.size()).isZero();
  }

  @Test
  void aSourceWaitsFromTheItemThatFilledItsBufferUntilItIsToldOfRoom() {
    QueueMeter meter = run.addQueue("first", 2);
    run.started();
    var buffer = new SourceBuffer(meter, () -> {});
    var first = buffer.take();
    now = 7;
    buffer.add("a");
    buffer.add("b");
    assertThat(buffer.add("c")).isFalse();
    now = 20;
    assertThat(buffer.poll()).isEqualTo("b");
    now = 25;
    buffer.end(Mark.END);

    assertThat(first).isCompletedWithValue("a");
    assertThat(meter.times(now).getting()).isEqualTo(7);
    assertThat(meter.times(now).putting()).isEqualTo(13);
  }
}
