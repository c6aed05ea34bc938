package dev.fermata.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that may be blocked: virtual ones on Java 21 and later, else a bounded daemon pool.
 */
final class BlockingThreads {

  private static final int MAX_PLATFORM_THREADS = 64;
  private static final int IDLE_SECONDS = 30;

  private BlockingThreads() {}

  /** Made when first asked for. */
  private static final class Holder {
    static final Executor EXECUTOR = create();
  }

  static Executor executor() {
    return Holder.EXECUTOR;
  }

  private static Executor create() {
    try {
      return (Executor)
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(java.util.concurrent.ExecutorService.class))
              .invoke();
    } catch (NoSuchMethodException beforeJava21) {
      return platformThreads();
    } catch (Throwable e) {
      throw new LinkageError("Executors.newVirtualThreadPerTaskExecutor", e);
    }
  }

  private static Executor platformThreads() {
    var count = new AtomicInteger();
    var pool =
        new ThreadPoolExecutor(
            MAX_PLATFORM_THREADS,
            MAX_PLATFORM_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              var thread = new Thread(work, "fermata-blocking-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
