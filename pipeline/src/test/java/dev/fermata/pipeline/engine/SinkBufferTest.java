package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.pipeline.stats.QueueMeter;
import dev.fermata.pipeline.stats.RunMeter;
import java.util.ArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SinkBufferTest {
  private final QueueMeter meter = RunMeter.counting().addQueue("sink", 2);
  private final SinkBuffer sink = new SinkBuffer(meter);

  @Test
  void whoFindsNoRoomWaitsInLine() throws Exception {
    assertThat(sink.put("a")).isDone();
    assertThat(sink.put("b")).isDone();
    var third = sink.put("c");
    var fourth = sink.put("d");
    assertThat(third).isNotDone();

    assertThat(sink.take()).isEqualTo("a");

    assertThat(third).isDone();
    assertThat(fourth).isNotDone();
    assertThat(meter.size()).isEqualTo(2);
    assertThat(meter.receivedCount()).isEqualTo(3);
  }

  @Test
  void theEndComesAfterThoseWhoWaitInLine() throws Exception {
    sink.put("a");
    sink.put("b");
    sink.put("c");
    assertThat(sink.put(Mark.END)).isDone();

    assertThat(sink.take()).isEqualTo("a");
    assertThat(sink.take()).isEqualTo("b");
    assertThat(sink.take()).isEqualTo("c");
    assertThat(sink.take()).isEqualTo(Mark.END);
    assertThat(sink.take()).isEqualTo(Mark.END);
  }

  @Test
  void aTakeThatTimesOutTakesNothing() throws Exception {
    assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> sink.take(1));

    sink.put("a");

    assertThat(sink.take(0)).isEqualTo("a");
  }

  @Test
  void anInterruptedTakeTakesNothing() throws Exception {
    sink.put("a");
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(sink::take);

    assertThat(sink.take()).isEqualTo("a");
  }

  @Test
  void whoWaitsInLineGetsRoomOnlyWhenHalfOfTheBufferIsFree() throws Exception {
    var wide = new SinkBuffer(RunMeter.counting().addQueue("wide", 4));
    for (int i = 0; i < 4; i++) {
      wide.put(i);
    }
    var fifth = wide.put(4);
    var sixth = wide.put(5);

    assertThat(wide.take()).isEqualTo(0);
    assertThat(fifth).isNotDone();
    assertThat(wide.put(6)).as("behind those in line").isNotDone();

    assertThat(wide.take()).isEqualTo(1);
    assertThat(fifth).isDone();
    assertThat(sixth).isDone();
    for (int i = 2; i < 7; i++) {
      assertThat(wide.take()).isEqualTo(i);
    }
  }

  @Test
  void afterADiscardNobodyGetsRoomAndNothingComesFromTheLine() throws Exception {
    sink.put("a");
    sink.put("b");
    sink.put("c");

    sink.discard();

    assertThat(sink.put("d")).isNotDone();
    assertThat(sink.take()).isEqualTo(Mark.END);
    assertThat(sink.take()).isEqualTo(Mark.END);
    assertThat(meter.receivedCount()).isEqualTo(2);
  }

  @Test
  void whoConsumesOnTheLoopGetsNothingAfterADiscardUntilTheEnd() {
    var consumed = new ArrayList<Object>();
    sink.attach(new LoopConsumer(consumed::add));
    assertThat(sink.put("a")).isDone();

    sink.discard();
    sink.put("b");

    assertThat(consumed).containsExactly("a");
  }

  @Test
  void whatIsDiscardedIsNotDelivered() throws Exception {
    sink.put("a");
    sink.put("b");
    sink.put("c");

    sink.discard();

    assertThat(sink.take()).isEqualTo(Mark.END);
    assertThat(meter.size()).isZero();
  }
}
