package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AbandonedCallsTest {

  private static final StackTraceElement POSITION =
      new StackTraceElement("Shop", "buy", "Shop.java", 21);

  private final AbandonedCalls calls = new AbandonedCalls();

  private SuspendedCall<?> watched(CompletableFuture<String> stage) {
    SuspendedCall<?> call = HandWritten.awaiting(stage);
    calls.watch(call, POSITION);
    return call;
  }

  @Test
  void aCallThatNobodyCanResumeIsReportedOnce() throws InterruptedException {
    var kept = new CompletableFuture<String>();
    SuspendedCall<?> alive = watched(kept);
    SuspendedCall<?> ended = watched(new CompletableFuture<>());
    calls.callOff(ended);
    ended = null;
    watched(new CompletableFuture<>());
    try (var log = new LoggedEvents(AbandonedCalls.class, event -> {})) {
      var reported = new CountDownLatch(1);
      var reporter =
          new Thread(
              () -> {
                try {
                  calls.reportNext();
                  reported.countDown();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      reporter.start();
      do { // the test's own timeout ends this, should it never come
        System.gc();
      } while (!reported.await(20, TimeUnit.MILLISECONDS));
      reporter.join();
      assertThat(log.messages())
          .containsExactly(
              "WARN an async method will never end: it is suspended at Shop.buy(Shop.java:21), and"
                  + " nobody is left who could complete what it awaits");
    }
    assertThat(alive).isNotDone();
    kept.complete("");
    assertThat(alive).isDone();
  }

  /** Run in a JVM of its own, in debug mode. */
  static final class LeavesCallsBehind {

    public static void main(String[] args) throws InterruptedException {
      EventLoop.run(
          () -> {
            HandWritten.awaiting(new CompletableFuture<>());
            return CompletableFuture.completedFuture(null);
          });
      HandWritten.awaiting(new CompletableFuture<>());
      var reported = new CountDownLatch(1);
      try (var log = new LoggedEvents(AbandonedCalls.class, event -> reported.countDown())) {
        do {
          System.gc();
        } while (!reported.await(20, TimeUnit.MILLISECONDS));
        log.messages().forEach(System.out::println);
      }
    }
  }

  @Test
  void inDebugModeALoopTellsAtItsEndWhoIsStillSuspended() throws Exception {
    String printed =
        ForkedJvm.run(
            List.of("-Dfermata.debug=true"),
            LeavesCallsBehind.class,
            org.slf4j.Logger.class,
            ch.qos.logback.classic.Logger.class,
            ch.qos.logback.core.Appender.class);
    assertThat(printed)
        .contains("cancels the calls that are still suspended: event loop main: 1 call")
        .contains("awaits java.util.concurrent.CompletableFuture, not ended")
        .contains("an async method will never end");
  }
}
