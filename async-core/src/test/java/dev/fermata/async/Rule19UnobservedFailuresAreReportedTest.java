package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 19: a task that failed and was never looked at is reported once. */
class Rule19UnobservedFailuresAreReportedTest {

  private final BlockingQueue<ILoggingEvent> reports = new LinkedBlockingQueue<>();
  private final LoggedEvents log = new LoggedEvents(UnobservedFailure.class, this::reported);

  /** A failure made here; what other tests have left behind may be reported at any time. */
  private static final class Lost extends IllegalStateException {
    private static final long serialVersionUID = 1;

    Lost(String message) {
      super(message);
    }
  }

  private void reported(ILoggingEvent report) {
    if (failureOf(report) instanceof Lost || failureOf(report) instanceof CancellationException) {
      reports.add(report);
    }
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  private static Task<String> failing(Throwable failure) {
    var task = new Task<String>();
    task.completeExceptionally(failure);
    return task;
  }

  private ILoggingEvent nextReport() throws InterruptedException {
    ILoggingEvent report = null;
    while (report == null) { // the test's own timeout ends this, should it never come
      System.gc();
      report = reports.poll(20, TimeUnit.MILLISECONDS);
    }
    return report;
  }

  private static Throwable failureOf(ILoggingEvent report) {
    return ((ThrowableProxy) report.getThrowableProxy()).getThrowable();
  }

  /** Fails when anything but the failures made here is reported: what is garbage by now. */
  private void nothingElseIsReported() throws InterruptedException {
    for (int i = 0;
        i < 2;
        i++) { // what the first garbage collection finds comes before the second's
      var sentinel = new Lost("sentinel " + i);
      failing(sentinel);
      assertThat(failureOf(nextReport())).isSameAs(sentinel);
    }
  }

  @Test
  void theReportNamesTheTaskAndHasTheFailure() throws InterruptedException {
    var failure = new Lost("lost");
    EventLoop.run(
        () -> {
          EventLoop.current().spawn("forgotten", () -> CompletableFuture.failedFuture(failure));
          return Async.yieldNow();
        });
    ILoggingEvent report = nextReport();
    assertThat(report.getFormattedMessage()).startsWith("forgotten has failed");
    assertThat(failureOf(report)).isSameAs(failure);
    nothingElseIsReported();
  }

  @Test
  void aCallThatFailedAndIsForgottenIsReported() throws InterruptedException {
    var failure = new Lost("lost");
    Continuation.failed(failure);
    assertThat(failureOf(nextReport())).isSameAs(failure);
    nothingElseIsReported();
  }

  private static void failsWith(ThrowingCallable action) {
    assertThatThrownBy(action).isInstanceOf(Exception.class);
  }

  static List<Consumer<Task<String>>> looks() {
    return List.of(
        task -> failsWith(task::get),
        task -> failsWith(() -> task.get(1, TimeUnit.SECONDS)),
        task -> failsWith(task::join),
        task -> failsWith(() -> task.getNow("")),
        task -> assertThat(task.isCompletedExceptionally()).isTrue(),
        task -> task.whenComplete((value, failure) -> {}),
        task -> task.handle((value, failure) -> value),
        task -> task.exceptionally(failure -> ""),
        task -> task.thenApply(value -> value),
        task -> task.minimalCompletionStage().thenApply(value -> value),
        task -> new CompletableFuture<String>().thenCombine(task, String::concat),
        task -> Continuation.failed(catchThrowable(() -> Continuation.result(task))).look(),
        task -> HandWritten.awaiting(task).look(),
        task -> Async.gather(task).look(),
        task -> Async.shield(task).look(),
        task -> Async.asCompleted(List.of(task)).get(0).look(),
        task -> Async.waitFor(List.of(task), ReturnWhen.ALL_COMPLETED).look());
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aFailureThatIsLookedAtAfterwardsIsNotReported(Consumer<Task<String>> look)
      throws InterruptedException {
    look.accept(failing(new Lost("looked at")));
    nothingElseIsReported();
  }

  static List<Consumer<Task<String>>> looksBefore() {
    return List.of(
        task -> task.whenComplete((value, failure) -> {}),
        task -> task.thenApply(value -> value),
        task -> CompletableFuture.allOf(task),
        task -> CompletableFuture.anyOf(task),
        task -> HandWritten.awaiting(task).look(),
        task -> Async.gather(task).look());
  }

  @ParameterizedTest
  @MethodSource("looksBefore")
  void aFailureThatSomebodyWaitsForIsNotReported(Consumer<Task<String>> look)
      throws InterruptedException {
    var task = new Task<String>();
    look.accept(task);
    task.completeExceptionally(new Lost("waited for"));
    task = null;
    nothingElseIsReported();
  }

  @Test
  void whoWaitsForAFailedTaskIsReportedInItsPlace() throws InterruptedException {
    var failure = new Lost("passed on");
    HandWritten.awaiting(HandWritten.awaiting(failing(failure)));
    assertThat(failureOf(nextReport())).isSameAs(failure);
    nothingElseIsReported();
  }

  @Test
  void aCancelledTaskIsNotReported() throws InterruptedException {
    new Task<String>().cancel(true);
    failing(new CancellationException());
    nothingElseIsReported();
  }

  @Test
  void aChildOfAGroupIsNotReportedButTheGroup() throws InterruptedException {
    var failure = new Lost("child");
    failsWith(
        () ->
            EventLoop.run(
                () ->
                    TaskGroup.<Object>run(
                        group -> group.spawn(() -> CompletableFuture.failedFuture(failure)))));
    nothingElseIsReported();
  }

  @Test
  void aFailureInTheHandsOfItsTaskIsNotReported() throws InterruptedException {
    Task<String> task = failing(new Lost("kept"));
    nothingElseIsReported();
    assertThat(task.phase()).isEqualTo(TaskPhase.FAILED);
    task.look();
  }
}
