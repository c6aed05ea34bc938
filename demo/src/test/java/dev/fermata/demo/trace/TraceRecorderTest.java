package dev.fermata.demo.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceRecorderTest {
  private static final Row MAIN = Row.thread("main");
  private static final Row ANT = Row.task("ant");

  private long now = 1_000;
  private final TraceRecorder recorder = new TraceRecorder(() -> now);

  @Test
  void timesCountFromTheBeginningOfTheTrace() {
    now = 1_010;
    var stretch = recorder.begin(List.of(MAIN), State.BLOCKED, "get()");
    now = 1_030;
    stretch.close();
    now = 1_050;

    assertThat(recorder.trace())
        .isEqualTo(
            new Trace(
                List.of(MAIN),
                List.of(new Activity(MAIN, State.BLOCKED, "get()", 10, 30)),
                Duration.ofNanos(50)));
  }

  @Test
  void whatHasNotEndedEndsWithTheTraceAndClosingTwiceChangesNothing() {
    var stretch = recorder.begin(List.of(MAIN), State.WORKING, "d");
    now = 1_020;
    assertThat(recorder.trace().activities()).extracting(Activity::end).containsExactly(20L);
    stretch.close();
    now = 1_040;
    stretch.close();

    assertThat(recorder.trace().activities()).extracting(Activity::end).containsExactly(20L);
  }

  @Test
  void threadsStandAboveTasks() {
    recorder.begin(List.of(ANT), State.WAITING, "f").close();
    recorder.appear(MAIN);
    recorder.begin(List.of(Row.thread("worker-1"), ANT), State.WORKING, "d").close();

    assertThat(recorder.trace().rows()).containsExactly(MAIN, Row.thread("worker-1"), ANT);
    assertThat(recorder.trace().of(ANT)).hasSize(2);
    assertThat(recorder.knows(MAIN)).isTrue();
  }

  @Test
  void threadTimeIsThatOfThreadsAlone() {
    var both = recorder.begin(List.of(MAIN, ANT), State.WORKING, "d");
    now = 1_007;
    both.close();

    assertThat(recorder.trace().threadTime(State.WORKING)).isEqualTo(Duration.ofNanos(7));
    assertThat(recorder.trace().threadTime(State.BLOCKED)).isZero();
    assertThat(recorder.trace().threads()).isEqualTo(1);
  }
}
