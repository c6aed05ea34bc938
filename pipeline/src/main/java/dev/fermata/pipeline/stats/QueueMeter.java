package dev.fermata.pipeline.stats;

import java.util.function.LongSupplier;

/**
 * How full a queue is, over time. Written under whatever guards the queue, read by any thread.
 *
 * <p>How to read it: mostly full means that what comes after is too slow; mostly empty means that
 * what comes before is.
 */
public final class QueueMeter {
  private final String name;
  private final int capacity;
  private final LongSupplier nanoTime;
  private final boolean timed;

  private long since;
  private int putting;
  private int getting;

  private final Counter size = new Counter();
  private final Counter received = new Counter();
  private final Counter measuredNanos = new Counter();
  private final Counter emptyNanos = new Counter();
  private final Counter fullNanos = new Counter();
  private final Counter itemNanos = new Counter();
  private final Counter puttingNanos = new Counter();
  private final Counter gettingNanos = new Counter();

  QueueMeter(String name, int capacity, LongSupplier nanoTime, boolean timed) {
    this.name = name;
    this.capacity = capacity;
    this.nanoTime = nanoTime;
    this.timed = timed;
  }

  void started() {
    since = nanoTime.getAsLong();
  }

  /** As {@link #resized(int)}, and that many wait for room, and for items, from now on. */
  public void resized(int newSize, int waitingForRoom, int waitingForItems) {
    resized(newSize);
    putting = waitingForRoom;
    getting = waitingForItems;
  }

  /** The queue holds {@code newSize} items from now on. */
  public void resized(int newSize) {
    if (timed) {
      addTimes();
    }
    size.set(newSize);
  }

  private void addTimes() {
    long now = nanoTime.getAsLong();
    long lasted = now - since;
    long old = size.get();
    since = now;
    measuredNanos.add(lasted);
    if (old == 0) {
      emptyNanos.add(lasted);
    } else if (old == capacity) {
      fullNanos.add(lasted);
    }
    itemNanos.add(lasted * old);
    puttingNanos.add(lasted * putting);
    gettingNanos.add(lasted * getting);
  }

  /** An item came in, or passed by without waiting. */
  public void received() {
    received.increment();
  }

  public String name() {
    return name;
  }

  public int capacity() {
    return capacity;
  }

  public long size() {
    return size.get();
  }

  /** Items that came in. */
  public long receivedCount() {
    return received.get();
  }

  /** The time between the run's start and its last change. */
  public long measuredNanos() {
    return measuredNanos.get();
  }

  /** Time in which it was empty, up to its last change. */
  public long emptyNanos() {
    return emptyNanos.get();
  }

  /** Time in which it was full, up to its last change. */
  public long fullNanos() {
    return fullNanos.get();
  }

  /** Time that was spent waiting for room, over all who waited, up to its last change. */
  public long puttingNanos() {
    return puttingNanos.get();
  }

  /** Time that was spent waiting for items, over all who waited, up to its last change. */
  public long gettingNanos() {
    return gettingNanos.get();
  }

  /** The integral of the size over time, up to its last change. */
  public long itemNanos() {
    return itemNanos.get();
  }
}
