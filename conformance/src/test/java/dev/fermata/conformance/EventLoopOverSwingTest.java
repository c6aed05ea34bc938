package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.EventLoop;
import java.awt.EventQueue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A loop on that of Swing, which works without a screen, too. */
class EventLoopOverSwingTest {

  private static CompletableFuture<Boolean> onItsThread() {
    boolean before = EventQueue.isDispatchThread();
    await(yieldNow());
    return completedFuture(before && EventQueue.isDispatchThread());
  }

  @Test
  void tasksRunOnItsThread() {
    EventLoop loop = EventLoop.over("ui", EventQueue::invokeLater);
    assertThat(loop.spawn(EventLoopOverSwingTest::onItsThread).join()).isTrue();
    loop.close();
    loop.whenClosed().toCompletableFuture().join();
  }
}
