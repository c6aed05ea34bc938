package dev.fermata.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.pipeline.stats.RunMeter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BackPressureOfPathsTest {
  private final Mark.Border border = new Mark.Border("test");

  private static StageQueue queue(String name) {
    return new StageQueue(RunMeter.counting().addQueue(name, 1), new PassDepth());
  }

  @Test
  void aMarkWaitsForRoomOnEveryPath() {
    StageQueue full = queue("full");
    full.put(1);
    var fork = new Fork(List.of(queue("empty"), full));

    var room = fork.put(border);
    assertThat(room).isNotDone();

    assertThat(full.poll()).isEqualTo(1);
    assertThat(room).isDone();
  }

  @Test
  void aBatchThatFindsNoRoomHoldsItsPaths() {
    var room = new CompletableFuture<Void>();
    var joining = new BatchJoining(item -> room, 1, border);
    assertThat(joining.item(0, List.of(1))).isDone();

    var passed = joining.mark(border);
    assertThat(passed).isNotDone();

    room.complete(null);
    assertThat(passed).isDone();
  }
}
