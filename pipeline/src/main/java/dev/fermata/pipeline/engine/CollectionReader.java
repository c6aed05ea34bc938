package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.stats.LaneMeter;
import dev.fermata.pipeline.stats.QueueMeter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Reads a collection of the JDK on the loop, when an item is asked for: its iterator never blocks,
 * and so needs neither a thread nor a queue, whose hand-overs would cost more than most stages do.
 * Confined to the loop.
 */
final class CollectionReader implements Inlet, Upstream {

  /** Those that hold their items themselves; others may run anybody's code. */
  private static final Set<Class<?>> IN_MEMORY =
      Set.of(
          ArrayList.class,
          ArrayDeque.class,
          LinkedList.class,
          HashSet.class,
          LinkedHashSet.class,
          TreeSet.class,
          Arrays.asList(1).getClass(),
          List.of(1).getClass(),
          List.of(1, 2, 3).getClass(),
          Set.of(1).getClass(),
          Set.of(1, 2, 3).getClass());

  private final SourceReading reading;
  private final Consumer<Throwable> onFailure;
  private final LaneMeter lane;
  private final QueueMeter queue;

  private boolean began;
  private boolean atEnd;
  private Mark end = Mark.END;

  CollectionReader(
      SourceReading reading, Consumer<Throwable> onFailure, LaneMeter lane, QueueMeter queue) {
    this.reading = reading;
    this.onFailure = onFailure;
    this.lane = lane;
    this.queue = queue;
  }

  static boolean canRead(Iterable<?> items) {
    return IN_MEMORY.contains(items.getClass());
  }

  @Override
  public CompletableFuture<Object> take() {
    return CompletableFuture.completedFuture(poll());
  }

  @Override
  public Object poll() {
    if (atEnd) {
      return end;
    }
    if (!began) {
      began = true;
      lane.waits();
    }
    Object item = read();
    if (Mark.isEnd(item)) {
      lane.resumes();
      atEnd = true;
      end = (Mark) item;
    } else {
      lane.hasAtOnce(item);
      queue.received();
    }
    return item;
  }

  private Object read() {
    try {
      return reading.next();
    } catch (RuntimeException failure) { // changed while it was read, or a null
      onFailure.accept(failure);
      lane.resumes();
      lane.did(reading, failure);
      return Mark.CUT;
    }
  }

  @Override
  public void settle() {}

  @Override
  public void stop() {
    atEnd = true;
  }
}
