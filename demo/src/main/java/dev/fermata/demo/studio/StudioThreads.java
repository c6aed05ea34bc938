package dev.fermata.demo.studio;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of threads, called {@code name-1} and so on. */
final class StudioThreads extends ThreadPoolExecutor {
  private final Studio studio;

  StudioThreads(Studio studio, StudioTime time, String name, int count) {
    super(count, count, 0, TimeUnit.SECONDS, new StudioQueue<>(time));
    this.studio = studio;
    var made = new AtomicInteger();
    setThreadFactory(work -> studio.newThread(work, name + "-" + made.incrementAndGet()));
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Runnable work, T value) {
    return new StudioFuture<>(studio, Executors.callable(work, value));
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> work) {
    return new StudioFuture<>(studio, work);
  }
}
