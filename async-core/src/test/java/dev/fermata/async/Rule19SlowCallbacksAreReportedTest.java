package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * Rule 19, first half: a callback that holds the loop longer than a threshold is reported once,
 * with its stack.
 */
class Rule19SlowCallbacksAreReportedTest {

  /** So long that a report of the JVM's own watchdog is not taken for one of this test's. */
  private static final Duration THRESHOLD = Duration.ofHours(1);

  private static final String HOUR_IN_MILLIS = "3600000 ms";

  private final LoopWatchdog watchdog = new LoopWatchdog(THRESHOLD);
  private long now;

  /** Takes samples as the watchdog's thread does. */
  private void pass(Duration time) {
    long end = now + time.toNanos();
    do {
      now = Math.min(end, now + THRESHOLD.toNanos() / LoopWatchdog.SAMPLES);
      watchdog.sample(now);
    } while (now < end);
  }

  /** The loop's own thread samples: so it is inside of a callback for certain. */
  private void onALoop(Runnable callback) {
    EventLoop.run(
        () -> {
          watchdog.watch(EventLoop.current());
          callback.run();
          watchdog.forget(EventLoop.current());
          return CompletableFuture.completedFuture(null);
        });
  }

  @Test
  void aCallbackThatTakesLongerIsReportedOnceWithItsStack() {
    var stacks = new ArrayList<String>();
    try (var log = new LoggedEvents(LoopWatchdog.class, event -> keepStack(event, stacks))) {
      onALoop(
          () -> {
            pass(Duration.ZERO);
            pass(THRESHOLD.minusNanos(1));
            assertThat(stacks).isEmpty();
            pass(Duration.ofNanos(1));
            pass(THRESHOLD);
          });
      assertThat(log.messages())
          .anySatisfy(m -> assertThat(m).startsWith("WARN").contains("Async.blocking"));
    }
    assertThat(stacks).singleElement().asString().contains("onALoop");
  }

  private static void keepStack(ILoggingEvent event, List<String> stacks) {
    if (event.getFormattedMessage().contains(HOUR_IN_MILLIS)) {
      stacks.add(Arrays.toString(event.getThrowableProxy().getStackTraceElementProxyArray()));
    }
  }

  @Test
  void theStackBeginsWithTheCallbackAndEndsBeforeTheLoop() {
    var stacks = new ArrayList<String>();
    try (var log = new LoggedEvents(LoopWatchdog.class, event -> keepStack(event, stacks))) {
      onALoop(() -> pass(THRESHOLD.multipliedBy(2)));
      assertThat(log.messages()).isNotEmpty();
    }
    assertThat(stacks)
        .singleElement()
        .asString()
        .doesNotContain("runOne", "EventLoop.run", "LoopRun", "app//", "$$Lambda");
  }

  /** Nor is a laptop that slept, or a collection of garbage, the callback's fault. */
  @Test
  void aJvmThatStoodStillBetweenTwoSamplesIsNotReported() {
    var stacks = new ArrayList<String>();
    try (var log = new LoggedEvents(LoopWatchdog.class, event -> keepStack(event, stacks))) {
      onALoop(
          () -> {
            pass(Duration.ZERO);
            now += THRESHOLD.toNanos();
            watchdog.sample(now);
          });
      assertThat(log.messages()).noneMatch(m -> m.contains(HOUR_IN_MILLIS));
    }
    assertThat(stacks).isEmpty();
  }

  /** As the first steps of every program do. */
  @Test
  void theLoadingOfClassesIsNotReported() {
    var loader =
        new ClassLoader() {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            pass(Duration.ZERO);
            pass(THRESHOLD.multipliedBy(2));
            throw new ClassNotFoundException(name);
          }
        };
    var stacks = new ArrayList<String>();
    try (var log = new LoggedEvents(LoopWatchdog.class, event -> keepStack(event, stacks))) {
      onALoop(() -> assertThatThrownBy(() -> loader.loadClass("nowhere.ToBeFound")));
      assertThat(log.messages()).noneMatch(m -> m.contains(HOUR_IN_MILLIS));
    }
    assertThat(stacks).isEmpty();
  }

  @Test
  void callbacksThatAreShortAreNotReportedHoweverManyThereAre() {
    try (var log = new LoggedEvents(LoopWatchdog.class, event -> {})) {
      EventLoop.run(
          () -> {
            watchdog.watch(EventLoop.current());
            pass(THRESHOLD);
            return Async.yieldNow()
                .thenRun(() -> pass(THRESHOLD))
                .thenCompose(v -> Async.yieldNow())
                .thenRun(() -> pass(THRESHOLD));
          });
      assertThat(log.messages()).noneMatch(m -> m.contains(HOUR_IN_MILLIS));
    }
  }

  @Test
  void aLoopThatSleepsIsNotReported() {
    try (var log = new LoggedEvents(LoopWatchdog.class, event -> {});
        EventLoop loop = EventLoop.start("asleep")) {
      watchdog.watch(loop);
      while (watchdog.seesWork()) {
        Thread.onSpinWait();
      }
      pass(THRESHOLD);
      pass(THRESHOLD);
      assertThat(log.messages()).noneMatch(m -> m.contains(HOUR_IN_MILLIS));
    }
  }

  /** The callback waits for its own report: without the watchdog's thread it would not end. */
  @Test
  void everyLoopIsWatched() throws InterruptedException {
    var reported = new CountDownLatch(1);
    try (var log = new LoggedEvents(LoopWatchdog.class, event -> countDown(event, reported));
        EventLoop loop = EventLoop.start("held")) {
      loop.execute(
          () -> {
            try {
              reported.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      reported.await();
      assertThat(log.messages()).anySatisfy(m -> assertThat(m).contains("event loop held"));
    }
  }

  private static void countDown(ILoggingEvent event, CountDownLatch reported) {
    if (event.getFormattedMessage().contains("event loop held")) {
      reported.countDown();
    }
  }
}
