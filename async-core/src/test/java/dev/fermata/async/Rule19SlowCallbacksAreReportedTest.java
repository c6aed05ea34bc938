package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;

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

  private void pass(Duration time) {
    now += time.toNanos();
    watchdog.sample(now);
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
