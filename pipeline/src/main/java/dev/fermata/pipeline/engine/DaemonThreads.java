package dev.fermata.pipeline.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which one run blocks: virtual ones where there are, else daemon threads that are
 * kept for a while. No bound is needed: the stages' concurrency is one, and so no stage starves
 * another, nor the source.
 */
final class DaemonThreads {
  private static final int KEEP_SECONDS = 5;

  private DaemonThreads() {}

  static ExecutorService named(String prefix) {
    try {
      return virtual(prefix);
    } catch (ReflectiveOperationException beforeJdk21) {
      return platform(prefix);
    }
  }

  private static ExecutorService platform(String prefix) {
    var number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        KEEP_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        work -> {
          var thread = new Thread(work, prefix + "-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** {@code Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(prefix, 1).factory())}. */
  private static ExecutorService virtual(String prefix) throws ReflectiveOperationException {
    var builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
    var lookup = MethodHandles.publicLookup();
    var ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
    var name =
        lookup.findVirtual(
            builder, "name", MethodType.methodType(builder, String.class, long.class));
    var factory =
        lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
    var executor =
        lookup.findStatic(
            java.util.concurrent.Executors.class,
            "newThreadPerTaskExecutor",
            MethodType.methodType(ExecutorService.class, ThreadFactory.class));
    try {
      Object named = name.invoke(ofVirtual.invoke(), prefix + "-", 1L);
      return (ExecutorService) executor.invoke((ThreadFactory) factory.invoke(named));
    } catch (Throwable e) {
      throw new ReflectiveOperationException(e);
    }
  }
}
