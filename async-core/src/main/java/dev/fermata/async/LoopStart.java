package dev.fermata.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How loops begin: on the calling thread, on one of their own, or on somebody else's. */
final class LoopStart {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  private LoopStart() {}

  /** Runs {@code body} on a loop on the calling thread, from beginning to end. */
  static <T extends @Nullable Object> T onCallingThread(
      Supplier<? extends CompletionStage<T>> body, LoopClock clock) {
    EventLoop current = LoopThread.currentLoop();
    if (current != null) {
      throw new IllegalStateException(
          "this thread runs an event loop already: await the stage, or spawn the body on "
              + current);
    }
    Thread thread = Thread.currentThread();
    var loop = new EventLoop(thread.getName(), clock, thread, null);
    loop.enter();
    try {
      return new LoopRun<>(loop, body).toTheEnd();
    } finally {
      loop.end().leave();
    }
  }

  /** A loop on a daemon thread of its own, which runs until the loop is closed. */
  static EventLoop onThreadOfItsOwn(String name, LoopClock clock) {
    var started = new CompletableFuture<EventLoop>();
    var thread = new Thread(() -> serve(name, clock, started), name);
    thread.setDaemon(true);
    thread.start();
    return started.join();
  }

  private static void serve(String name, LoopClock clock, CompletableFuture<EventLoop> started) {
    var loop = new EventLoop(name, clock, Thread.currentThread(), null);
    loop.enter();
    try {
      started.complete(loop);
      new LoopRun<@Nullable Void>(loop, loop.end()::requested).toTheEnd();
    } catch (CancellationException interrupted) {
      LOG.warn("event loop {} was interrupted and has ended", name);
    } finally {
      loop.end().leave();
    }
  }

  /** A loop that {@code run} runs, on the host that it knows. */
  static EventLoop onHost(String name, Function<EventLoop, HostedRun> run) {
    var loop = new EventLoop(name, LoopClock.system(), null, run);
    WatchdogThread.watch(loop);
    return loop;
  }
}
