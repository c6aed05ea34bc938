package dev.fermata.pipeline.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Has results consumed on the loop while the calling threads wait. For any thread but the loop. */
final class LoopConsumption {
  private final RunLoop loop;
  private final SinkBuffer sink;

  /** Those that threads wait for, so that these get away from a loop that does not end. */
  private final Set<LoopConsumer> consumers = ConcurrentHashMap.newKeySet();

  LoopConsumption(RunLoop loop, SinkBuffer sink) {
    this.loop = loop;
    this.sink = sink;
  }

  /** As {@link #inTurns}, by a thread that does not change. */
  Mark onOneThread(Consumer<Object> action) throws InterruptedException, ExecutionException {
    loop.pin();
    try {
      return inTurns(action);
    } finally {
      loop.unpin();
    }
  }

  /**
   * Has results consumed up to the next mark, by whichever thread has the loop's turn. When the
   * loop has ended, the calling thread consumes what is left.
   *
   * @throws InterruptedException when the mark was not reached; nothing was taken in vain
   * @throws ExecutionException with what the action threw
   */
  Mark inTurns(Consumer<Object> action) throws InterruptedException, ExecutionException {
    var consumer = new LoopConsumer(action);
    consumers.add(consumer);
    try {
      return !sink.isDiscarded() && loop.acceptsPinned(() -> sink.attach(consumer))
          ? awaitMark(consumer)
          : consumeWhatIsLeft(action);
    } finally {
      consumers.remove(consumer);
    }
  }

  private Mark awaitMark(LoopConsumer consumer) throws InterruptedException, ExecutionException {
    try {
      consumer.await();
    } catch (InterruptedException interrupted) {
      // When the loop has ended, it has told the consumer.
      boolean unused = loop.accepts(() -> sink.detach(consumer));
      if (!consumer.awaitUninterrupted()) {
        throw interrupted;
      }
      Thread.currentThread().interrupt();
    }
    return consumer.boundary();
  }

  private Mark consumeWhatIsLeft(Consumer<Object> action)
      throws InterruptedException, ExecutionException {
    while (true) {
      Object item = sink.take();
      if (item instanceof Mark mark) {
        return mark;
      }
      try {
        action.accept(item);
      } catch (Throwable thrown) {
        throw new ExecutionException(thrown);
      }
    }
  }

  /** Whoever waits waits no longer: an action may hold the loop for ever. */
  void leave() {
    consumers.forEach(LoopConsumer::leave);
  }
}
