package dev.fermata.pipeline.stats;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The sums of one stage. Written by the thread that runs the stage, read by any. */
public final class StageMeter {
  private final String name;

  /** Written by the loop when it changes, read by any thread. */
  private volatile int concurrency;

  final LongSupplier nanoTime;
  final OperationListener listener;

  /** Of the operations that ended; none where times are not measured. */
  final @Nullable Histogram times;

  final Counter started = new Counter();
  final Counter ended = new Counter();
  final Counter failed = new Counter();
  final Counter dropped = new Counter();
  final Counter starvedNanos = new Counter();
  final Counter workingNanos = new Counter();
  final Counter blockedNanos = new Counter();

  StageMeter(
      String name,
      int concurrency,
      LongSupplier nanoTime,
      OperationListener listener,
      boolean timed) {
    this.name = name;
    this.concurrency = concurrency;
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.times = timed ? new Histogram() : null;
  }

  /** The meter of one operation after the other; a stage has as many as its concurrency. */
  public LaneMeter lane(int number) {
    return times == null ? new CountingLane(this) : new TimedLane(this, number);
  }

  public String name() {
    return name;
  }

  public int concurrency() {
    return concurrency;
  }

  /** From now on that many operations may be in flight. */
  public void concurrency(int operations) {
    concurrency = operations;
  }

  /** Operations that began. */
  public long started() {
    return started.get();
  }

  /** Operations that ended, however they did. */
  public long ended() {
    return ended.get();
  }

  /** Operations that failed; they count as ended too. */
  public long failed() {
    return failed.get();
  }

  /** Operations whose result was empty; they count as ended too. */
  public long dropped() {
    return dropped.get();
  }

  /** The times of the operations that ended; empty where times are not measured. */
  public Optional<Histogram> times() {
    return Optional.ofNullable(times);
  }

  /** Time spent waiting for an item, over all lanes. */
  public long starvedNanos() {
    return starvedNanos.get();
  }

  /** Time in operations, over all lanes. */
  public long workingNanos() {
    return workingNanos.get();
  }

  /** Time spent waiting for the turn, or for room downstream, over all lanes. */
  public long blockedNanos() {
    return blockedNanos.get();
  }
}
