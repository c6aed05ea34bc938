package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.stats.LaneMeter;
import dev.fermata.pipeline.stats.QueueMeter;
import dev.fermata.pipeline.stats.RecordedOperation;
import dev.fermata.pipeline.stats.ThreadWork;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what may block on a thread of its own. It reads ahead as far as its buffer reaches; when
 * that is full it gives its thread back, and is run again when there is room: who stops consuming
 * holds no thread.
 */
final class BlockingReader implements Runnable, Upstream {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);

  /** What is read, by one thread at a time. */
  @FunctionalInterface
  interface Reading {
    /** The next item, a border, or an end; may block. */
    Object next() throws Exception;

    /** Called once nothing more will be read, unless it came to its end by itself. */
    default void close() throws Exception {}
  }

  private final Reading reading;
  private final Executor threads;
  private final Consumer<Throwable> onFailure;
  private final LaneMeter lane;
  private final SourceBuffer buffer;
  private final @Nullable RecordedOperation recorded = ThreadWork.current();

  // Confined to the reading thread, of which there is one at a time.
  private boolean began;

  // Guarded by this.
  private boolean asked;
  private boolean running;
  private boolean stopped;
  private boolean ended;
  private @Nullable Thread thread;
  private final UntilEnded idle = new UntilEnded();

  /**
   * @param onFailure told why reading failed, on the reading thread, before the end comes
   */
  BlockingReader(
      Reading reading,
      Executor threads,
      Consumer<Throwable> onFailure,
      LaneMeter lane,
      QueueMeter queue) {
    this.reading = reading;
    this.threads = threads;
    this.onFailure = onFailure;
    this.lane = lane;
    this.buffer = new SourceBuffer(queue, this::readOn);
  }

  Inlet inlet() {
    return buffer;
  }

  private void readOn() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      asked = true;
      running = true;
    }
    try {
      threads.execute(this);
    } catch (RejectedExecutionException refusal) {
      onFailure.accept(new ExecutorRefusal(refusal));
      end(Mark.CUT);
    }
  }

  /** Reads until there is no room, nothing is left, or nobody wants more. */
  @Override
  public void run() {
    if (!enter()) {
      end(Mark.END);
      return;
    }
    if (!began) {
      began = true;
      lane.waits();
    }
    boolean room = true;
    while (room) {
      lane.resumes();
      Object item = next();
      if (Mark.isEnd(item)) {
        end((Mark) item);
        return;
      }
      room = deliver(item);
    }
  }

  private Object next() {
    try {
      Object item = readNext();
      if (!(item instanceof Mark)) {
        lane.did(item, null);
      }
      return item;
    } catch (Throwable failure) {
      if (!isStopped()) { // Else it was most likely interrupted.
        onFailure.accept(failure);
        lane.did(reading, failure);
      }
      return Mark.CUT;
    }
  }

  private Object readNext() throws Exception {
    RecordedOperation outer = ThreadWork.enter(recorded);
    try {
      return reading.next();
    } finally {
      ThreadWork.exit(outer);
    }
  }

  /** Whether to read on. */
  private boolean deliver(Object item) {
    synchronized (this) {
      // Who is told of room waits for this lock, and so finds the thread gone.
      if (!stopped) {
        boolean room = buffer.add(item);
        if (!room) {
          leave();
        }
        return room;
      }
    }
    end(Mark.END);
    return false;
  }

  private void end(Mark end) {
    if (began) {
      close();
    }
    synchronized (this) {
      ended = true;
      leave();
    }
    buffer.end(end);
  }

  private void close() {
    try {
      reading.close();
    } catch (Exception failure) {
      LOG.warn("what was read could not be closed", failure);
    }
  }

  private synchronized boolean enter() {
    thread = Thread.currentThread();
    return !stopped;
  }

  /** The thread goes back without an interrupt that was meant for what it read. Needs the lock. */
  @SuppressWarnings("ResultOfMethodCallIgnored")
  private void leave() {
    if (stopped) {
      Thread.interrupted();
    }
    thread = null;
    running = false;
    notifyAll();
    if (stopped || ended) {
      idle.complete(null);
    }
  }

  /** Done when no thread is here and, once stopped or at its end, none will come. */
  synchronized CompletableFuture<?> idle() {
    return running ? idle : CompletableFuture.completedFuture(null);
  }

  synchronized boolean isBusy() {
    return running;
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /** Interrupts the thread that reads, and forgets what was read ahead. */
  @Override
  public void stop() {
    boolean mustBeClosed;
    synchronized (this) {
      if (stopped) {
        return;
      }
      stopped = true;
      mustBeClosed = !running && !ended && asked;
      running |= mustBeClosed;
      if (thread != null) {
        thread.interrupt();
      }
    }
    buffer.discard();
    if (mustBeClosed) {
      threads.execute(this); // It may block there too.
    }
  }

  /** Whether its thread has come back, at once or within the time given. */
  synchronized boolean awaitIdle(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (running) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
