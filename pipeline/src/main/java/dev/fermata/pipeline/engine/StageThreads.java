package dev.fermata.pipeline.engine;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that work on the calls of a blocking function. For each call one of them comes, or
 * one that is here stays for it; whoever is first takes the call that has waited longest.
 */
final class StageThreads implements OperationCall, Runnable {
  private static final Set<Class<?>> PLAIN_QUEUES =
      Set.of(LinkedBlockingQueue.class, ArrayBlockingQueue.class, SynchronousQueue.class);

  private final Function<Object, Object> operation;
  private final Executor executor;
  private final LoopHost host;
  private final LongSupplier nanoTime;

  /** No more of them than threads that come or stay. Added to in turns of the loop. */
  private final Queue<BlockingCall> waiting = new ConcurrentLinkedQueue<>();

  StageThreads(
      Function<Object, Object> operation, Executor executor, LoopHost host, LongSupplier nanoTime) {
    this.operation = operation;
    this.executor = executor;
    this.host = host;
    this.nanoTime = nanoTime;
  }

  /**
   * Whether it makes no difference to the executor how many calls a thread of it works on, nor
   * which thread calls {@code execute}. Others may have priorities, do something around each call,
   * or let who calls wait until one of their threads is free.
   */
  static boolean maySuit(Executor executor) {
    return executor.getClass() == ForkJoinPool.class
        || (executor instanceof ThreadPoolExecutor pool && isPlain(pool));
  }

  private static boolean isPlain(ThreadPoolExecutor pool) {
    return pool.getClass() == ThreadPoolExecutor.class
        && pool.getRejectedExecutionHandler().getClass() == ThreadPoolExecutor.AbortPolicy.class
        && PLAIN_QUEUES.contains(pool.getQueue().getClass());
  }

  @Override
  public CompletableFuture<Object> start(Object item) {
    var call = new BlockingCall(operation, item);
    waiting.add(call);
    Stint stint = Stint.current();
    if (stint == null || !stint.takesCallOf(this)) {
      callOneFor(call);
    }
    return call;
  }

  private void callOneFor(BlockingCall call) {
    try {
      executor.execute(this);
    } catch (RejectedExecutionException e) {
      failUnserved(call, new ExecutorRefusal(e));
    } catch (Throwable e) {
      failUnserved(call, e);
    }
  }

  private void failUnserved(BlockingCall call, Throwable failure) {
    BlockingCall unserved = waiting.remove(call) ? call : waiting.poll();
    if (unserved != null) {
      unserved.completeExceptionally(failure);
    }
  }

  /** By the thread that comes. */
  @Override
  public void run() {
    Stint.serve(this, host);
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  /** By a thread that has come, or has stayed for it; somebody else may have been first. */
  void workOnNext(@Nullable Stint stint) {
    BlockingCall call = waiting.poll();
    if (call != null) {
      call.run(stint);
    }
  }
}
