package dev.fermata.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a loop, in its order: somebody requests it, or the body ends; it begins, and what is
 * left is cancelled; after the last turn everything is refused; the thread leaves.
 */
final class LoopEnd {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  private final EventLoop loop;

  /** Null for a loop that has a thread of its own. */
  private final @Nullable HostedRun hosted;

  /** Completed by {@link #request}: the body of a loop on its own thread awaits it. */
  private final CompletableFuture<@Nullable Void> requested = new CompletableFuture<>();

  /** Whether what is left is being cancelled. Confined to the loop's thread. */
  private boolean begun;

  /** Completed when the loop has come to its end. */
  private final CompletableFuture<@Nullable Void> reached = new CompletableFuture<>();

  LoopEnd(EventLoop loop, @Nullable HostedRun hosted) {
    this.loop = loop;
    this.hosted = hosted;
  }

  /** As {@link EventLoop#close}. */
  void request() {
    requested.complete(null);
    if (hosted != null) {
      if (!reached.isDone()) {
        hosted.call();
      }
    } else if (!loop.thread().isCurrent()) { // also in its very last turn
      reached.join();
    }
  }

  /** Ends when the loop is to end. */
  CompletableFuture<@Nullable Void> requested() {
    return requested;
  }

  /** From now on, what other threads spawn does not begin any more. */
  void begin() {
    begun = true;
  }

  boolean hasBegun() {
    return begun;
  }

  /** Refuses everything from now on, and runs for the last time what was accepted before. */
  void lastTurn() {
    loop.queue().timers().pollAll().forEach(timer -> timer.cancel(false));
    refuseAll();
    loop.queue().lastTurn();
  }

  /** The calling thread runs the loop no more. */
  void leave() {
    WatchdogThread.forget(loop);
    refuseAll();
    loop.thread().leave();
    reached.complete(null);
  }

  private void refuseAll() {
    loop.queue().close();
    loop.thread().retire();
  }

  /** There is no thread any more that would run the loop; false if it has ended. By any thread. */
  boolean abandon(RejectedExecutionException why) {
    WatchdogThread.forget(loop);
    loop.queue().abandon();
    return reached.completeExceptionally(why);
  }

  /** As {@link EventLoop#whenClosed}. */
  CompletionStage<@Nullable Void> whenReached() {
    return reached.minimalCompletionStage();
  }

  /** What is thrown at those who come too late. */
  RejectedExecutionException refusal() {
    RejectedExecutionException ofHost = hosted == null ? null : hosted.refusal();
    return ofHost == null
        ? new RejectedExecutionException(loop + " has ended")
        : new RejectedExecutionException(ofHost.getMessage(), ofHost);
  }

  /** What {@code call} has waited for comes too late. */
  void reportTooLate(SuspendedCall<?> call) {
    LOG.warn("{} has ended before {} could be resumed: it will never end", loop, call);
  }
}
