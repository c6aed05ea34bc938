package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code EventLoop.over} an executor that goes away: whoever comes afterwards is told why. */
class EventLoopOverFailingHostTest {

  private final Queue<Runnable> queue = new ArrayDeque<>();
  private final ExecutorService single = Executors.newSingleThreadExecutor();
  private final LoggedEvents log = new LoggedEvents();
  private boolean refusing;

  @AfterEach
  void shutDown() {
    single.shutdownNow();
    log.close();
  }

  private void host(Runnable turn) {
    if (refusing) {
      throw new RejectedExecutionException("full");
    }
    queue.add(turn);
  }

  private void runHost() {
    for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
      next.run();
    }
  }

  private static void assertDead(EventLoop loop, String reason) {
    assertThatThrownBy(() -> loop.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("event loop over does not run any more")
        .hasMessageContaining(reason);
    assertThat(loop.whenClosed().toCompletableFuture())
        .isCompletedExceptionally()
        .failsWithin(0, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(RejectedExecutionException.class);
    loop.close(); // there is nothing left to close
  }

  @Test
  void aRefusalIsForGood() {
    EventLoop loop = EventLoop.over("over", this::host);
    loop.execute(() -> {});
    runHost();
    refusing = true;
    assertThatThrownBy(() -> loop.spawn(Async::yieldNow))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("full");
    refusing = false;
    assertDead(loop, "its executor has refused a turn");
    assertThat(queue).isEmpty();
  }

  @Test
  void whoeverCompletesWhatACallAwaitsDoesNotSufferFromTheRefusal() {
    EventLoop loop = EventLoop.over("over", this::host);
    var plain = new CompletableFuture<String>();
    var task = new Task<String>();
    Task<String> one = loop.spawn(() -> HandWritten.awaiting(plain));
    Task<String> other = loop.spawn(() -> HandWritten.awaiting(task));
    runHost();
    refusing = true;
    assertThat(plain.complete("value")).isTrue();
    assertThat(task.complete("value")).isTrue();
    assertThat(one.cancel(true)).isFalse();
    assertThat(one).isNotDone();
    assertThat(other).isNotDone();
    assertThat(log.messages())
        .anyMatch(
            message ->
                message.startsWith("ERROR what waits on it will never end: event loop over: ")
                    && message.contains("awaits"));
    assertDead(loop, "full");
  }

  @Test
  void anExecutorThatIsShutDownAndDropsTheTurnIsFoundOut() throws InterruptedException {
    EventLoop loop = EventLoop.over("over", single);
    var begun = new CountDownLatch(1);
    single.execute(
        () -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
          }
        });
    begun.await();
    loop.execute(() -> {}); // accepted, and waits behind
    assertThat(single.shutdownNow()).hasSize(1);
    assertThat(single.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertDead(loop, "has terminated, and dropped the turn");
    assertThat(log.messages()).anyMatch(message -> message.contains("will never run"));
  }

  @Test
  void oneThatIsShutDownAndRunsWhatItHasAcceptedIsNot() throws InterruptedException {
    EventLoop loop = EventLoop.over("over", single);
    var ran = new CountDownLatch(1);
    loop.execute(ran::countDown);
    loop.close();
    ran.await();
    assertThat(loop.whenClosed().toCompletableFuture()).succeedsWithin(60, TimeUnit.SECONDS);
    single.shutdown();
    assertThat(single.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> loop.execute(() -> {})).hasMessage("event loop over has ended");
    assertThat(log.messages()).isEmpty();
  }
}
