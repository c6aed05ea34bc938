package dev.fermata.demo.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.Async;
import dev.fermata.async.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SimulatedTimeTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final List<String> events = new CopyOnWriteArrayList<>();

  @Test
  void anHourPassesAtOnce() throws Exception {
    var time = new SimulatedTime();
    time.pass(HOUR);

    assertThat(time.nanoTime()).isEqualTo(HOUR.toNanos());
  }

  @Test
  void oneThreadRunsAtATimeAndTheOrderIsThatOfTheirTimes() throws Exception {
    var time = new SimulatedTime();
    var threads =
        IntStream.of(3, 1, 2)
            .mapToObj(hours -> time.newThread(() -> sleepAndTell(time, hours), "t" + hours))
            .toList();
    threads.forEach(Thread::start);
    events.add("started");

    time.beforeBlocking(() -> events.size() == 7);

    assertThat(events)
        .containsExactly(
            "started", "3 begins", "1 begins", "2 begins", "1 ends", "2 ends", "3 ends");
    assertThat(time.nanoTime()).isEqualTo(3 * HOUR.toNanos());
  }

  @Test
  void whoIsInterruptedGoesOnAtOnce() throws Exception {
    var time = new SimulatedTime();
    var sleeper = time.newThread(() -> sleepAndTell(time, 1), "sleeper");
    sleeper.start();
    time.beforeBlocking(() -> events.contains("1 begins"));

    sleeper.interrupt();
    time.beforeBlocking(() -> events.size() == 2);

    assertThat(events).containsExactly("1 begins", "1 is interrupted");
    assertThat(time.nanoTime()).isZero();
  }

  @Test
  void aLoopHearsOfWorkOnOtherThreads() {
    var time = new SimulatedTime();
    try (var studio = new Studio(time, events::add)) {
      var workers = studio.threads("worker", 1);
      var photo =
          EventLoop.run(() -> Async.blocking(workers, () -> studio.fetch("ant")), studio.clock());

      assertThat(photo).isEqualTo(new Bytes("ant"));
      assertThat(time.nanoTime()).isEqualTo(Duration.ofMillis(60).toNanos());
    }
  }

  @Test
  void threadsThatAllWaitForEachOtherAreToldSo() {
    var time = new SimulatedTime();
    assertThatThrownBy(() -> time.beforeBlocking(() -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no one can go on");
  }

  @Test
  void aThreadThatTakesNoPartIsRefused() throws Exception {
    var time = new SimulatedTime();
    var refused = new AtomicReference<Throwable>();
    var stranger =
        new Thread(
            () -> {
              try {
                time.pass(HOUR);
              } catch (IllegalStateException | InterruptedException e) {
                refused.set(e);
              }
            },
            "stranger");
    stranger.start();
    stranger.join();

    assertThat(refused.get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stranger")
        .hasMessageContaining("newThread");
  }

  private void sleepAndTell(SimulatedTime time, int hours) {
    events.add(hours + " begins");
    try {
      time.pass(HOUR.multipliedBy(hours));
      events.add(hours + " ends");
    } catch (InterruptedException e) {
      events.add(hours + " is interrupted");
    }
  }

  @Test
  void noTimePassesForALoopThatWaitsForAnAnswerFromOutside() {
    var time = new SimulatedTime();
    var answer = new CompletableFuture<String>();
    time.outsideBegins("request");
    whenItStandsStill(Thread.currentThread(), () -> answer.complete("in time"));

    String got = EventLoop.run(() -> Async.timeout(answer, Duration.ofMillis(1)), time.loopClock());

    assertThat(got).isEqualTo("in time");
    assertThat(time.nanoTime()).isZero();
  }

  @Test
  void timePassesAgainWhenNobodyWillAnswer() {
    var time = new SimulatedTime();
    time.outsideBegins("request");
    whenItStandsStill(Thread.currentThread(), () -> time.outsideEnds("request"));

    EventLoop.run(() -> Async.sleep(Duration.ofMillis(5)), time.loopClock());

    assertThat(time.nanoTime()).isEqualTo(5_000_000);
  }

  /** Such as the end of a request that was cancelled. */
  @Test
  void aLoopThatNothingHereCanBringOnWaitsForOthers() {
    var time = new SimulatedTime();
    var late = new CompletableFuture<String>();
    whenItStandsStill(Thread.currentThread(), () -> late.complete("late"));

    assertThat(EventLoop.run(() -> late, time.loopClock())).isEqualTo("late");
  }

  private static void whenItStandsStill(Thread watched, Runnable action) {
    var watcher =
        new Thread(
            () -> {
              while (watched.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              action.run();
            });
    watcher.setDaemon(true);
    watcher.start();
  }
}
