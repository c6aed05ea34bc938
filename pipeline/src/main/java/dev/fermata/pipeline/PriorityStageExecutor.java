package dev.fermata.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.concurrent.Executor;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that several blocking stages share, and on which later stages go first, so that items
 * leave before new ones come in. Use it where the stages compete for the same few cores.
 *
 * <pre>{@code
 * try (var pool = new PriorityStageExecutor("cpu", 4);
 *     Pipeline<Tensor> tensors =
 *         Pipeline.from(files)
 *             .pipeBlocking("load", this::load, s -> s.concurrency(4).executor(pool.stage()))
 *             .pipeBlocking("decode", this::decode, s -> s.concurrency(4).executor(pool.stage()))
 *             .build()) {
 *   tensors.forEach(this::train);
 * }
 * }</pre>
 *
 * <p>Work of one priority is done in the order in which it was given. What has begun is not
 * interrupted for something more urgent. With work of high priority without end, that of low
 * priority is never done; stages of a pipeline do not do that to each other, as a later one can
 * only work on what the earlier ones hand on.
 *
 * <p>Its threads are daemons, made when they are needed and ended when they are idle. Any thread
 * may use it, and several pipelines may share it. Whoever made it closes it, after the pipelines: a
 * pipeline that gives work to a closed one ends with a {@link PipelineFailure}.
 */
public final class PriorityStageExecutor implements AutoCloseable {
  private static final int KEEP_SECONDS = 5;

  private final String name;
  private final ThreadPoolExecutor pool;
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicInteger stages = new AtomicInteger();

  /** Work in line; what has the higher priority goes first, and then what came first. */
  private record Ranked(int priority, long number, Runnable work)
      implements Runnable, Comparable<Ranked> {
    private static final Comparator<Ranked> ORDER =
        Comparator.comparingInt(Ranked::priority).reversed().thenComparingLong(Ranked::number);

    @Override
    public void run() {
      work.run();
    }

    @Override
    public int compareTo(Ranked other) {
      return ORDER.compare(this, other);
    }
  }

  /** What a stage is given. */
  private record OfPriority(PriorityStageExecutor owner, int priority) implements Executor {
    @Override
    public void execute(Runnable work) {
      owner.execute(priority, work);
    }

    @Override
    public String toString() {
      return "%s of priority %d".formatted(owner.name, priority);
    }
  }

  /**
   * Makes a pool without threads as yet.
   *
   * @param name of its threads, to which a number is added
   * @param threads how many there are at most
   * @throws IllegalArgumentException when {@code threads} is less than 1
   */
  public PriorityStageExecutor(String name, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "pool '%s' cannot work with %d threads: give 1 or more".formatted(name, threads));
    }
    this.name = requireNonNull(name, "name");
    var number = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            work -> {
              var thread = new Thread(work, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * An executor for a stage, whose work goes before that of all executors that were made by this
   * method earlier: call it for one stage after the other, in the order in which items pass them.
   * The first has priority 1, the second 2, and so on.
   */
  public Executor stage() {
    return stage(stages.incrementAndGet());
  }

  /** An executor of a priority of your own; work of a higher priority goes first. */
  public Executor stage(int priority) {
    return new OfPriority(this, priority);
  }

  private void execute(int priority, Runnable work) {
    try {
      pool.execute(new Ranked(priority, sequence.getAndIncrement(), requireNonNull(work, "work")));
    } catch (RejectedExecutionException closed) {
      throw new RejectedExecutionException(
          "pool '%s' was closed: close it after the pipelines that use it".formatted(name), closed);
    }
  }

  /**
   * Takes no more work, does what it was given, and waits for that. A thread that is interrupted
   * while it waits drops what has not begun, interrupts the rest, and keeps its interrupt flag.
   */
  @Override
  public void close() {
    pool.shutdown();
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        boolean unused = pool.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        if (!interrupted) {
          pool.shutdownNow();
        }
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its name, its threads, and how much is in work and in line. */
  @Override
  public String toString() {
    return "%s: %d threads, %d at work, %d in line"
        .formatted(name, pool.getMaximumPoolSize(), pool.getActiveCount(), pool.getQueue().size());
  }
}
