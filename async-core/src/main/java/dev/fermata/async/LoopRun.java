package dev.fermata.async;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a loop, from its body's first step to the last clean-up of what the body left behind.
 * Confined to the loop's thread.
 */
final class LoopRun<T extends @Nullable Object> {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  /** How long cancelled tasks may take to clean up, before they are reported and left alone. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final EventLoop loop;
  private final Task<T> main;
  private boolean interrupted;

  LoopRun(EventLoop loop, Supplier<? extends CompletionStage<T>> body) {
    this.loop = loop;
    this.main =
        loop.spawn(
            () -> {
              heedInterrupt(); // the first await is cancelled, so that finally blocks run
              return body.get();
            });
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // null only where T allows it
  T toTheEnd() {
    try {
      turnUntil(main::isDone);
      Task<@Nullable Void> grace = beginToEnd(loop);
      if (!loop.liveCalls().isEmpty()) {
        turnUntil(() -> loop.liveCalls().isEmpty() || grace.isDone());
      }
      reportTheRest(loop);
      loop.end().lastTurn();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    FailureTrace.leaving(main);
    return (T) Continuation.result(main);
  }

  private void turnUntil(BooleanSupplier done) {
    loop.queue().turn();
    while (!done.getAsBoolean()) {
      heedInterrupt();
      loop.idle();
      loop.queue().turn();
    }
  }

  private void heedInterrupt() {
    if (Thread.interrupted()) {
      interrupted = true;
      main.cancel(true);
    }
  }

  /** Cancels whatever runs on {@code loop}. The task that is returned ends when its time is up. */
  static Task<@Nullable Void> beginToEnd(EventLoop loop) {
    loop.end().begin();
    if (AbandonedCalls.isDebugMode() && !loop.liveCalls().isEmpty()) {
      LOG.warn("{} ends, and cancels the calls that are still suspended: {}", loop, loop.dump());
    }
    loop.liveCalls().cancelAll();
    return loop.schedule(GRACE, () -> {});
  }

  static void reportTheRest(EventLoop loop) {
    for (SuspendedCall<?> call : loop.liveCalls().snapshot()) {
      LOG.warn(
          "{} was cancelled when {} ended, has not ended within {}, and is abandoned",
          call.describe(),
          loop,
          GRACE);
    }
  }
}
