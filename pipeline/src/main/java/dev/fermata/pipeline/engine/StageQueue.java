package dev.fermata.pipeline.engine;

import dev.fermata.async.AsyncQueue;
import dev.fermata.pipeline.stats.QueueMeter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The bounded queue between two stages. The end mark goes through it like an item, behind those
 * that wait for room, and is left in it for whoever takes next. Confined to the loop.
 */
final class StageQueue implements Inlet, Outlet {
  private final AsyncQueue<Object> queue;
  private final QueueMeter meter;

  private CompletableFuture<?> end = new CompletableFuture<>();

  StageQueue(QueueMeter meter) {
    this.queue = new AsyncQueue<>(meter.capacity());
    this.meter = meter;
  }

  @Override
  public CompletableFuture<?> put(Object item) {
    CompletableFuture<?> room = queue.put(item);
    if (item == Mark.END) {
      end = room;
    } else {
      meter.received();
      meter.resized(size());
    }
    return room;
  }

  @Override
  public CompletionStage<Object> take() {
    CompletionStage<Object> item = queue.get();
    meter.resized(size());
    return item;
  }

  @Override
  public void leaveEnd() {
    end = queue.put(Mark.END);
  }

  /** The end mark, once it has found room, is no item. */
  private int size() {
    return Math.max(0, end.isDone() ? queue.size() - 1 : queue.size());
  }
}
