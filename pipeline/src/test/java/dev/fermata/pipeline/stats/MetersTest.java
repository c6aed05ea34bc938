package dev.fermata.pipeline.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetersTest {
  private long now;
  private final RunMeter run = RunMeter.timed(() -> now, Listeners.NONE);

  @Test
  void aLaneDividesItsTimeBetweenWaitingForItemsWorkingAndWaitingForRoom() {
    var stage = run.addStage("decode", 2);
    var lane = stage.lane(0);

    at(100, lane::waits);
    at(110, () -> lane.begins("a"));
    assertThat(stage.started()).isEqualTo(1);
    assertThat(stage.ended()).isZero();
    at(140, () -> lane.ends(null));
    at(145, lane::passed);
    at(147, () -> lane.begins("b"));
    at(150, () -> lane.ends(new Exception()));
    at(150, lane::passed);

    assertThat(stage.starvedNanos()).isEqualTo(10 + 2);
    assertThat(stage.workingNanos()).isEqualTo(30 + 3);
    assertThat(stage.blockedNanos()).isEqualTo(5);
    assertThat(stage.ended()).isEqualTo(2);
    assertThat(stage.failed()).isEqualTo(1);
  }

  @Test
  void partsOfAResultThatWaitForRoomAreNoWork() {
    var stage = run.addStage("disaggregate", 1);
    var lane = stage.lane(0);

    at(100, lane::waits);
    at(100, () -> lane.begins("a"));
    at(103, lane::yields);
    at(110, lane::passed);
    at(112, () -> lane.ends(null));

    assertThat(stage.workingNanos()).isEqualTo(3 + 2);
    assertThat(stage.blockedNanos()).isEqualTo(7);
  }

  @Test
  void aQueueKnowsHowLongItWasEmptyAndHowLongFull() {
    var queue = run.addQueue("decode", 2);
    at(100, run::started);

    at(110, () -> queue.resized(1, 0, 0));
    at(130, () -> queue.resized(2, 0, 0));
    at(170, () -> queue.resized(1, 0, 0));
    at(175, () -> queue.resized(0, 0, 0));

    assertThat(queue.times(now).empty()).isEqualTo(10);
    assertThat(queue.times(now).full()).isEqualTo(40);
    assertThat(queue.times(now).items()).isEqualTo(20 + 2 * 40 + 5);
  }

  @Test
  void aQueueThatHasNotChangedForLongIsAsItWasUpToNowOrTheEnd() {
    var queue = run.addQueue("decode", 2);
    assertThat(run.times(queue).whole()).isZero();
    at(100, run::started);
    at(110, () -> queue.resized(2, 1, 0));
    now = 150;
    assertThat(run.times(queue)).isEqualTo(new QueueTimes(50, 10, 40, 80, 40, 0));

    at(200, run::ended);
    now = 300;
    assertThat(run.times(queue)).isEqualTo(new QueueTimes(100, 10, 90, 180, 90, 0));
  }

  @Test
  void aQueueThatDoesNotChangeLooksAtNoClock() {
    var looks = new AtomicInteger();
    var queue = RunMeter.timed(looks::incrementAndGet, Listeners.NONE).addQueue("decode", 2);

    queue.resized(0, 0, 0);
    assertThat(looks).hasValue(0);
    queue.resized(0, 0, 1);
    assertThat(looks).hasValue(1);
  }

  @Test
  void aRunThatOnlyCountsNeverLooksAtTheClock() {
    var counting = RunMeter.counting();
    var lane = counting.addStage("decode", 1).lane(0);
    counting.started();

    lane.waits();
    lane.begins("a");
    lane.ends(null);
    lane.passed();

    assertThat(counting.stages().get(0).ended()).isEqualTo(1);
    assertThat(counting.stages().get(0).workingNanos()).isZero();
    assertThat(counting.elapsedNanos()).isZero();
  }

  private void at(long time, Runnable event) {
    now = time;
    event.run();
  }
}
