package dev.fermata.benchmarks.peers;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The least that is an event loop: a queue, emptied on the calling thread. The peers that bring no
 * loop of their own run on this one, which knows neither timers nor other threads, and so costs
 * them less than any real loop would.
 */
public final class PlainLoop implements Executor {

  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

  @Override
  public void execute(Runnable action) {
    ready.add(action);
  }

  /** Runs what is ready until the body's future is done. */
  public static <T> T run(Function<PlainLoop, CompletableFuture<T>> body) {
    PlainLoop loop = new PlainLoop();
    CompletableFuture<T> result = body.apply(loop);
    while (!result.isDone()) {
      Runnable next = loop.ready.poll();
      if (next == null) {
        throw new IllegalStateException("nothing is ready and the result is not there");
      }
      next.run();
    }
    return result.join();
  }
}
