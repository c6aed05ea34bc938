package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.stats.QueueMeter;
import dev.fermata.pipeline.stats.RunMeter;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StageQueueTest {
  private final QueueMeter meter = RunMeter.counting().addQueue("next", 2);
  private final StageQueue queue = new StageQueue(meter, new PassDepth());
  private final Mark.Border border = new Mark.Border("test");

  private CompletableFuture<Object> take() {
    return queue.take().toCompletableFuture();
  }

  @Test
  void whoFindsNoRoomGetsItInTurnWithEachItemThatIsTaken() {
    assertThat(queue.put(1)).isDone();
    assertThat(queue.put(2)).isDone();
    var third = queue.put(3);
    var fourth = queue.put(4);
    assertThat(third).isNotDone();

    assertThat(queue.poll()).isEqualTo(1);
    assertThat(third).isDone();
    assertThat(fourth).isNotDone();

    assertThat(take()).isCompletedWithValue(2);
    assertThat(fourth).isDone();
    assertThat(take()).isCompletedWithValue(3);
    assertThat(take()).isCompletedWithValue(4);
    assertThat(queue.poll()).isNull();
    assertThat(meter.receivedCount()).isEqualTo(4);
  }

  @Test
  void whenABorderIsSettledAllGetTheRoomThatItKeptBack() {
    queue.put(border);
    assertThat(queue.poll()).isEqualTo(border);
    queue.put(1);
    queue.put(2);
    var third = queue.put(3);
    var fourth = queue.put(4);
    var first = take();
    var second = take();
    assertThat(first).isNotDone();
    assertThat(third).isNotDone();

    queue.settle();

    assertThat(first).isCompletedWithValue(1);
    assertThat(second).isCompletedWithValue(2);
    assertThat(third).isDone();
    assertThat(fourth).isDone();
    assertThat(queue.put(5)).isNotDone();
    assertThat(take()).isCompletedWithValue(3);
  }

  @Test
  void anItemThatCouldPassStaysBehindThoseThatWait() {
    queue.put(border);
    queue.poll();
    queue.put(1);
    queue.put(2);
    queue.put(3);
    var taker = queue.take(item -> true).toCompletableFuture();

    assertThat(queue.put(4)).isNotDone();
    queue.settle();

    assertThat(taker).isCompletedWithValue(1);
    assertThat(take()).isCompletedWithValue(2);
    assertThat(take()).isCompletedWithValue(3);
    assertThat(take()).isCompletedWithValue(4);
  }

  @Test
  void noMarkPassesThroughTheOneWhoWaits() {
    var taker =
        queue
            .take(
                item -> {
                  throw new AssertionError(item + " was offered");
                })
            .toCompletableFuture();

    queue.put(border);

    assertThat(taker).isCompletedWithValue(border);
  }
}
