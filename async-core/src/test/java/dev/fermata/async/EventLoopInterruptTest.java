package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thread that runs a loop is interrupted: its body is cancelled, and cleans up. */
class EventLoopInterruptTest {

  private boolean cleanedUp;

  @AfterEach
  void clearTheFlag() {
    Thread.interrupted();
  }

  private CompletionStage<Void> sleepAndCleanUp() {
    return HandWritten.cleaningUp(
        Async.sleep(Duration.ofHours(1)),
        thrown -> Async.yieldNow().thenRun(() -> cleanedUp = true));
  }

  private static void assertCancelled(Supplier<CompletionStage<Void>> body) {
    assertThatThrownBy(() -> EventLoop.run(body)).isInstanceOf(CancellationException.class);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void beforeItRuns() {
    Thread.currentThread().interrupt();
    assertCancelled(this::sleepAndCleanUp);
    assertThat(cleanedUp).isTrue();
  }

  @Test
  void beforeItRunsABodyThatNeverSuspends() {
    Thread.currentThread().interrupt();
    assertCancelled(() -> CompletableFuture.completedFuture(null));
  }

  @Test
  void whileItSleeps() {
    Thread loopThread = Thread.currentThread();
    assertCancelled(
        () -> {
          CompletionStage<Void> body = sleepAndCleanUp();
          new Thread(loopThread::interrupt).start();
          return body;
        });
    assertThat(cleanedUp).isTrue();
  }

  @Test
  void whileItsBodyRuns() {
    assertCancelled(
        () -> {
          Thread.currentThread().interrupt();
          return sleepAndCleanUp();
        });
    assertThat(cleanedUp).isTrue();
  }

  @Test
  void aLoopOnItsOwnThreadEndsWhenThatIsInterrupted() {
    try (var log = new LoggedEvents()) {
      EventLoop loop = EventLoop.start("interrupted");
      Task<Void> task = loop.spawn(() -> Async.sleep(Duration.ofHours(1)));
      loop.execute(() -> Thread.currentThread().interrupt());
      assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
      loop.close();
      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("WARN")
          .contains("interrupted");
    }
  }
}
