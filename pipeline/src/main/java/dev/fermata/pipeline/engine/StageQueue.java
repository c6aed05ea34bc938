package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.stats.QueueMeter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between two stages. Marks go through it like items, behind those that wait for
 * room. Confined to the loop.
 */
final class StageQueue implements Inlet, Outlet {
  private static final CompletableFuture<Void> ROOM = CompletableFuture.completedFuture(null);

  private record Waiting(Object item, CompletableFuture<Void> room) {}

  private final HandOut handOut = new HandOut();
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final int capacity;
  private final QueueMeter meter;
  private final PassDepth depth;

  StageQueue(QueueMeter meter, PassDepth depth) {
    this.depth = depth;
    this.capacity = meter.capacity();
    this.meter = meter;
  }

  @Override
  public CompletableFuture<?> put(Object item) {
    if (!(item instanceof Mark) && waiting.isEmpty() && passes(item)) {
      meter.received();
      measure();
      return ROOM;
    }
    if (handOut.size() >= capacity) {
      var room = new CompletableFuture<Void>();
      waiting.add(new Waiting(item, room));
      measure();
      return room;
    }
    add(item);
    return ROOM;
  }

  private boolean passes(Object item) {
    if (!depth.enter()) {
      return false;
    }
    try {
      return handOut.pass(item);
    } finally {
      depth.leave();
    }
  }

  @Override
  public CompletionStage<Object> take() {
    return take(null);
  }

  @Override
  public CompletionStage<Object> take(@Nullable Passing taker) {
    CompletionStage<Object> item = handOut.take(taker);
    admitThoseWaiting();
    return item;
  }

  @Override
  public @Nullable Object poll() {
    Object item = handOut.poll();
    if (item != null) {
      admitThoseWaiting();
    }
    return item;
  }

  @Override
  public void settle() {
    handOut.settle();
    admitThoseWaiting();
  }

  private void add(Object item) {
    handOut.add(item);
    if (!(item instanceof Mark)) {
      meter.received();
    }
    measure();
  }

  private void measure() {
    meter.resized(handOut.size(), waiting.size(), handOut.waiting());
  }

  private void admitThoseWaiting() {
    while (!waiting.isEmpty() && handOut.size() < capacity) {
      Waiting next = waiting.remove();
      handOut.add(next.item());
      if (!(next.item() instanceof Mark)) {
        meter.received();
      }
      next.room().complete(null);
    }
    measure();
  }
}
