package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.stats.QueueMeter;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Brings the items of a producer on another thread to the loop. The producer adds any number of
 * items as long as there is room; then it stops, and is told when there is room again. Before the
 * first taker comes, it is told nothing.
 */
final class SourceBuffer implements Inlet {
  private final QueueMeter meter;
  private final int capacity;
  private final Runnable tellRoom;

  // Guarded by this.
  private final HandOut handOut = new HandOut();
  private boolean told;
  private boolean waitsForRoom;

  /**
   * @param tellRoom called on the loop; once, then again after each {@link #add} that returned
   *     false
   */
  SourceBuffer(QueueMeter meter, Runnable tellRoom) {
    this.meter = meter;
    this.capacity = meter.capacity();
    this.tellRoom = tellRoom;
  }

  /** Adds an item for which there was room. Whether there is room for another. */
  synchronized boolean add(Object item) {
    if (!(item instanceof Mark)) {
      meter.received();
    }
    handOut.add(item);
    told = !handOut.ended() && handOut.size() < capacity;
    waitsForRoom = !told;
    measure();
    return told;
  }

  /** No item follows. */
  synchronized void end(Mark end) {
    handOut.add(end);
    measure();
  }

  /** Nobody will take anything any more. */
  synchronized void discard() {
    handOut.discard(Mark.END);
    waitsForRoom = false;
    measure();
  }

  @Override
  public CompletionStage<Object> take() {
    CompletionStage<Object> item;
    boolean tell;
    synchronized (this) {
      item = handOut.take();
      tell = roomToTell();
    }
    if (tell) {
      tellRoom.run();
    }
    return item;
  }

  @Override
  public @Nullable Object poll() {
    Object item;
    boolean tell;
    synchronized (this) {
      item = handOut.poll();
      tell = item != null && roomToTell();
    }
    if (tell) {
      tellRoom.run();
    }
    return item;
  }

  @Override
  public void settle() {
    boolean tell;
    synchronized (this) {
      handOut.settle();
      tell = roomToTell();
    }
    if (tell) {
      tellRoom.run();
    }
  }

  /** Needs the lock. */
  private boolean roomToTell() {
    boolean tell = !told && !handOut.ended() && handOut.size() < capacity;
    told |= tell;
    waitsForRoom &= !tell;
    measure();
    return tell;
  }

  /** Needs the lock. The producer waits when it has been told that there is no room. */
  private void measure() {
    meter.resized(handOut.size(), waitsForRoom ? 1 : 0, handOut.waiting());
  }
}
