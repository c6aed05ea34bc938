package dev.fermata.pipeline.engine;

import dev.fermata.async.EventLoop;
import dev.fermata.async.LoopClock;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** The loop of a run, before it begins, while it runs, and when it has ended. For any thread. */
final class RunLoop {
  private final String name;
  private final LoopClock clock;

  /** Where it runs, if threads of pools may have turns of it. */
  private final Optional<LoopHost> host;

  /** Written once, under this. */
  private volatile Optional<EventLoop> loop = Optional.empty();

  RunLoop(String name, LoopClock clock, Optional<LoopHost> host) {
    this.name = name;
    this.clock = clock;
    this.host = host;
  }

  /** Called once. */
  synchronized EventLoop start() {
    EventLoop own = host.map(LoopHost::start).orElseGet(() -> EventLoop.start(name, clock));
    loop = Optional.of(own);
    return own;
  }

  void close() {
    loop.ifPresent(EventLoop::close);
  }

  boolean hasBegun() {
    return loop.isPresent();
  }

  boolean isCurrent() {
    return loop.isPresent() && loop.get().isCurrent();
  }

  /** Runs {@code action} in a later turn; false when there will be none. */
  boolean accepts(Runnable action) {
    try {
      loop.ifPresent(own -> own.execute(action));
      return loop.isPresent();
    } catch (RejectedExecutionException hasEnded) {
      return false;
    }
  }

  /**
   * Runs {@code change} on the loop, or at once when this is the loop or there is none yet; false
   * when the loop has ended.
   */
  boolean changes(Runnable change) {
    synchronized (this) {
      if (loop.isEmpty()) {
        change.run();
        return true;
      }
    }
    if (isCurrent()) {
      change.run();
      return true;
    }
    return accepts(change);
  }

  /** From now on all turns are those of one thread, until as many {@link #unpin}. */
  void pin() {
    host.ifPresent(LoopHost::pin);
  }

  void unpin() {
    host.ifPresent(LoopHost::unpin);
  }

  /** As {@link #accepts}, in a turn of the thread to which the loop is pinned, if it is. */
  boolean acceptsPinned(Runnable action) {
    return accepts(() -> runPinned(action));
  }

  private void runPinned(Runnable action) {
    if (host.isPresent() && !host.get().mayHaveThisTurn()) {
      loop.orElseThrow().execute(() -> runPinned(action)); // In the next turn, which it has.
    } else {
      action.run();
    }
  }
}
