package dev.fermata.pipeline.engine;

import dev.fermata.async.internal.ShortSpin;
import dev.fermata.pipeline.stats.QueueMeter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings results from the loop to the threads that consume them. The loop awaits room, a consumer
 * blocks until there is an item; one that consumes on the loop gets each result at once.
 */
final class SinkBuffer implements Outlet {
  private static final CompletableFuture<Void> ROOM = CompletableFuture.completedFuture(null);

  private record Blocked(Object item, CompletableFuture<Void> room) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final ShortSpin spin = new ShortSpin();
  private final Condition itemOrEnd = lock.newCondition();
  private final int capacity;
  private final QueueMeter meter;

  // Guarded by lock. Who is blocked gets room when half of the buffer is free, so that one wake-up
  // of the loop brings several items.
  private final Queue<Object> items = new ArrayDeque<>();
  private final Queue<Blocked> blocked = new ArrayDeque<>();
  private int taking;
  private boolean ended;
  private volatile boolean discarded;

  /** Whether a taker need not wait; written under the lock, looked at without it. */
  private volatile boolean ready;

  /**
   * Those who consume on the loop, of whom the first gets all: then the buffer is empty, and nobody
   * is blocked. Confined to the loop.
   */
  private final Queue<LoopConsumer> onLoop = new ArrayDeque<>(0);

  SinkBuffer(QueueMeter meter) {
    this.capacity = meter.capacity();
    this.meter = meter;
  }

  @Override
  public CompletableFuture<?> put(Object item) {
    if (!onLoop.isEmpty() && !discarded && !Mark.isEnd(item)) {
      if (!(item instanceof Mark)) {
        meter.received();
      }
      consumeOnLoop(item);
      return ROOM;
    }
    lock.lock();
    try {
      if (discarded) {
        return new CompletableFuture<Void>(); // Whoever waits for it will be cancelled.
      }
      if (Mark.isEnd(item)) {
        end();
        return ROOM;
      }
      if (items.size() == capacity || !blocked.isEmpty()) {
        var room = new CompletableFuture<Void>();
        blocked.add(new Blocked(item, room));
        measure();
        return room;
      }
      add(item);
      return ROOM;
    } finally {
      lock.unlock();
    }
  }

  /** No item follows those that are here or in line. On the loop, as often as one likes. */
  void end() {
    closeToItems();
    while (!onLoop.isEmpty()) {
      onLoop.remove().reach(Mark.END);
    }
  }

  private void closeToItems() {
    lock.lock();
    try {
      ended = true;
      ready = true;
      itemOrEnd.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nobody will take what is here or comes: forgets it and ends. Safe from any thread; those who
   * consume on the loop are told by {@link #end}.
   */
  void discard() {
    lock.lock();
    try {
      discarded = true;
      boolean held = !items.isEmpty() || !blocked.isEmpty();
      items.clear();
      blocked.clear();
      if (held) {
        measure();
      }
      closeToItems();
    } finally {
      lock.unlock();
    }
  }

  boolean isDiscarded() {
    return discarded;
  }

  /** Gives results to {@code consumer} up to the next border or the end. On the loop. */
  void attach(LoopConsumer consumer) {
    onLoop.add(consumer);
    while (!onLoop.isEmpty()) { // What is in the buffer came before.
      Object item = takeWithoutWaiting();
      if (item == null) {
        return;
      }
      consumeOnLoop(item);
    }
  }

  private void consumeOnLoop(Object item) {
    LoopConsumer first = onLoop.element();
    if (!first.consume(item)) {
      onLoop.remove(first);
    }
  }

  /** Gives it nothing more, if it has not come to its end. On the loop. */
  void detach(LoopConsumer consumer) {
    onLoop.remove(consumer);
    consumer.leave();
  }

  private @Nullable Object takeWithoutWaiting() {
    lock.lock();
    try {
      return items.isEmpty() && !ended ? null : poll();
    } finally {
      lock.unlock();
    }
  }

  /** The next result or border, or {@link Mark#END} after the last. */
  Object take() throws InterruptedException {
    boolean unused = spin.until(() -> ready);
    lock.lockInterruptibly();
    try {
      awaitItemOrEnd();
      return poll();
    } finally {
      lock.unlock();
    }
  }

  /** What {@link #take()} would take. */
  Object peek() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      awaitItemOrEnd();
      itemOrEnd.signal(); // For the next one who waits, as the item is left.
      Object item = items.peek();
      return item != null ? item : Mark.END;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #take()}; nothing is lost when it times out. */
  Object take(long nanos) throws InterruptedException, TimeoutException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (items.isEmpty() && !ended) {
        if (left <= 0) {
          throw new TimeoutException(
              "no result within %d ms".formatted(TimeUnit.NANOSECONDS.toMillis(nanos)));
        }
        waitingConsumers(+1);
        try {
          left = itemOrEnd.awaitNanos(left);
        } finally {
          waitingConsumers(-1);
        }
      }
      return poll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitItemOrEnd() throws InterruptedException {
    while (items.isEmpty() && !ended) {
      waitingConsumers(+1);
      try {
        itemOrEnd.await();
      } finally {
        waitingConsumers(-1);
      }
    }
  }

  /** So many more wait from now on. */
  private void waitingConsumers(int more) {
    taking += more;
    measure();
  }

  private void measure() {
    meter.resized(items.size(), blocked.size(), taking);
  }

  private Object poll() {
    Object item = items.poll();
    if (item == null) {
      return Mark.END;
    }
    measure();
    if (items.size() <= capacity / 2) {
      admitThoseBlocked();
    }
    ready = ended || !items.isEmpty();
    return item;
  }

  private void admitThoseBlocked() {
    while (items.size() < capacity) {
      @Nullable Blocked next = blocked.poll();
      if (next == null) {
        return;
      }
      add(next.item());
      // Under the lock, so that the order of those who wait is kept: it only posts to the loop.
      next.room().complete(null);
    }
  }

  private void add(Object item) {
    items.add(item);
    ready = true;
    if (!(item instanceof Mark)) {
      meter.received();
    }
    measure();
    itemOrEnd.signal();
  }
}
