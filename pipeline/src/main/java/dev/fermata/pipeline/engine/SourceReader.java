package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.stats.LaneMeter;
import dev.fermata.pipeline.stats.QueueMeter;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings the items of a source from a thread that may block to the loop. It reads ahead as far as
 * its buffer reaches; when that is full it gives its thread back, and is run again when there is
 * room: an idle pipeline holds no thread.
 */
final class SourceReader implements Inlet, Upstream, Runnable {
  private static final CompletableFuture<Object> ENDED =
      CompletableFuture.completedFuture(Mark.END);

  private final Iterable<?> items;
  private final int capacity;
  private final Executor threads;
  private final FailureLedger failures;
  private final LaneMeter lane;
  private final QueueMeter buffer;

  // Confined to the reading thread, of which there is one at a time.
  private @Nullable Iterator<?> iterator;
  private long itemsRead;

  // Guarded by this. Either of the two queues is empty.
  private final Queue<Object> read = new ArrayDeque<>();
  private final Queue<CompletableFuture<Object>> waiting = new ArrayDeque<>();
  private boolean reading;
  private boolean ended;
  private boolean stopped;
  private @Nullable Thread reader;

  SourceReader(
      Iterable<?> items,
      Executor threads,
      FailureLedger failures,
      LaneMeter lane,
      QueueMeter buffer) {
    this.items = items;
    this.capacity = buffer.capacity();
    this.threads = threads;
    this.failures = failures;
    this.lane = lane;
    this.buffer = buffer;
  }

  @Override
  public CompletionStage<Object> take() {
    CompletableFuture<Object> next;
    boolean readOn;
    synchronized (this) {
      Object item = read.poll();
      if (item != null) {
        buffer.resized(read.size());
        next = CompletableFuture.completedFuture(item);
      } else if (ended) {
        return ENDED;
      } else {
        next = new CompletableFuture<>();
        waiting.add(next);
      }
      readOn = !reading && !ended;
      reading |= readOn;
    }
    if (readOn) {
      threads.execute(this);
    }
    return next;
  }

  /** Reads until there is no room, the source is at its end, or nobody wants more. */
  @Override
  public void run() {
    if (enter()) {
      if (iterator == null) {
        lane.waits();
      }
      boolean room = true;
      while (room) {
        lane.resumes();
        Object item = next();
        room = item == Mark.END ? end() : deliver(item);
      }
    }
  }

  private Object next() {
    try {
      if (iterator == null) {
        iterator = items.iterator();
      }
      if (!iterator.hasNext()) {
        return Mark.END;
      }
      Object item = iterator.next();
      if (item == null) {
        throw new NullPointerException(
            "item number %d of the source is null; leave such items out".formatted(itemsRead));
      }
      itemsRead++;
      buffer.received();
      lane.did(item, null);
      return item;
    } catch (Throwable failure) {
      if (!isStopped()) { // Else it was most likely interrupted.
        failures.add(new StageFailure(PipelineRun.SOURCE, "failed", failure));
        lane.did(items, failure);
      }
      return Mark.END;
    }
  }

  /** Gives the item to who waits longest, or keeps it. Whether to read on. */
  private boolean deliver(Object item) {
    while (true) {
      CompletableFuture<Object> taker;
      synchronized (this) {
        taker = waiting.poll();
        if (taker == null) {
          return keep(item);
        }
      }
      // Outside the lock, as it wakes who waits. False when that one was cancelled.
      if (taker.complete(item)) {
        return true;
      }
    }
  }

  private synchronized boolean keep(Object item) {
    if (!stopped) {
      read.add(item);
      buffer.resized(read.size());
    }
    if (stopped || read.size() == capacity) {
      leave();
      return false;
    }
    return true;
  }

  /** No item follows; always false, as there is nothing to read on for. */
  private boolean end() {
    List<CompletableFuture<Object>> takers;
    synchronized (this) {
      ended = true;
      takers = List.copyOf(waiting);
      waiting.clear();
      leave();
    }
    takers.forEach(taker -> taker.complete(Mark.END));
    return false;
  }

  private synchronized boolean enter() {
    if (stopped) {
      leave();
      return false;
    }
    reader = Thread.currentThread();
    return true;
  }

  /** The thread goes back without an interrupt that was meant for the source. */
  @SuppressWarnings("ResultOfMethodCallIgnored")
  private synchronized void leave() {
    reading = false;
    reader = null;
    if (stopped) {
      Thread.interrupted();
    }
    notifyAll();
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    ended = true;
    read.clear();
    if (reader != null) {
      reader.interrupt();
    }
  }

  /** Whether its thread has come back from the source, at once or within the time given. */
  synchronized boolean awaitIdle(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (reading) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
