package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.definition.StageDefinition.BlockingPipe;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that work on the calls of a blocking function. For each call one of them comes, or
 * one that is here stays for it; whoever is first takes the call that has waited longest.
 */
final class StageThreads implements OperationCall, Runnable {
  private final Function<Object, Object> operation;
  private final Executor executor;
  private final LoopHost host;
  private final LongSupplier nanoTime;

  /** Whether the executor takes work at once, so that one of its own threads may bring it. */
  private final boolean neverWaits;

  /** No more of them than threads that come or stay. Added to in turns of the loop. */
  private final Queue<BlockingCall> waiting = new ConcurrentLinkedQueue<>();

  StageThreads(
      Function<Object, Object> operation,
      Executor executor,
      boolean neverWaits,
      LoopHost host,
      LongSupplier nanoTime) {
    this.operation = operation;
    this.executor = executor;
    this.neverWaits = neverWaits;
    this.host = host;
    this.nanoTime = nanoTime;
  }

  static OperationCall of(BlockingPipe pipe, RunContext context, LoopHost host) {
    Optional<Executor> given = pipe.settings().executor();
    return new StageThreads(
        pipe.operation(),
        context.threads(given),
        given.map(StageThreads::neverWaits).orElse(true),
        host,
        context.clock()::nanoTime);
  }

  /** What any other does in {@code execute}, as when its queue is full, is not known. */
  private static boolean neverWaits(Executor executor) {
    return executor instanceof ForkJoinPool
        || (executor.getClass() == ThreadPoolExecutor.class
            && ((ThreadPoolExecutor) executor).getRejectedExecutionHandler().getClass()
                == ThreadPoolExecutor.AbortPolicy.class);
  }

  @Override
  public CompletableFuture<Object> start(Object item) {
    var call = new BlockingCall(operation, item);
    waiting.add(call);
    Stint stint = Stint.current();
    if (stint == null || !stint.takesCallOf(this)) {
      if (stint == null || neverWaits || !host.send(() -> callOneFor(call))) {
        callOneFor(call);
      }
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
