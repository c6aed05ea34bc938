package dev.fermata.pipeline.engine;

import dev.fermata.async.Async;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Tells the loop of the work that other threads do for it, so that a virtual clock stands still
 * meanwhile. Called on the loop only.
 */
record CountedThreads(Executor threads) implements Executor {

  @Override
  public void execute(Runnable work) {
    try {
      Async.blocking(threads, Executors.callable(work)).getNow(null);
    } catch (CompletionException refused) { // What the work itself throws, it keeps.
      throw new RejectedExecutionException(refused.getCause());
    }
  }
}
