package dev.fermata.pipeline.stats;

import java.util.function.LongSupplier;

/**
 * How full a queue is, over time. Written under whatever guards the queue, read by any thread.
 *
 * <p>How to read it: mostly full means that what comes after is too slow; mostly empty means that
 * what comes before is. What goes through without stopping changes nothing, and is counted only.
 */
public final class QueueMeter {
  private final String name;
  private final int capacity;
  private final LongSupplier nanoTime;
  private final boolean timed;

  private final Counter received = new Counter();

  // As it is since its last change.
  private final Counter since = new Counter();
  private final Counter size = new Counter();
  private final Counter putting = new Counter();
  private final Counter getting = new Counter();

  // Up to its last change.
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
    since.set(nanoTime.getAsLong());
  }

  /** It holds {@code newSize} items, and that many wait for room and for items, from now on. */
  public void resized(int newSize, int waitingForRoom, int waitingForItems) {
    if (timed
        && (newSize != size.get()
            || waitingForRoom != putting.get()
            || waitingForItems != getting.get())) {
      addTimes();
      putting.set(waitingForRoom);
      getting.set(waitingForItems);
    }
    size.set(newSize);
  }

  private void addTimes() {
    long now = nanoTime.getAsLong();
    QueueTimes lasted = lasted(now);
    since.set(now);
    measuredNanos.add(lasted.whole());
    emptyNanos.add(lasted.empty());
    fullNanos.add(lasted.full());
    itemNanos.add(lasted.items());
    puttingNanos.add(lasted.putting());
    gettingNanos.add(lasted.getting());
  }

  /** From its last change on. */
  private QueueTimes lasted(long until) {
    long lasted = Math.max(0, until - since.get());
    long items = size.get();
    return new QueueTimes(
        lasted,
        items == 0 ? lasted : 0,
        items == capacity ? lasted : 0,
        lasted * items,
        lasted * putting.get(),
        lasted * getting.get());
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

  /**
   * From the beginning of the run until a time of its clock, or until its last change if that came
   * later.
   */
  public QueueTimes times(long until) {
    QueueTimes last = timed ? lasted(until) : lasted(since.get());
    return new QueueTimes(
        measuredNanos.get() + last.whole(),
        emptyNanos.get() + last.empty(),
        fullNanos.get() + last.full(),
        itemNanos.get() + last.items(),
        puttingNanos.get() + last.putting(),
        gettingNanos.get() + last.getting());
  }
}
