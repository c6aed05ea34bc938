package dev.fermata.pipeline.random;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.async.Async;
import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.StageOptions;
import dev.fermata.pipeline.operation.Emitter;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A stage that hands on every item, and counts those on which it began to work. */
final class CountedStage {
  private static final int QUEUE = 2;

  private enum Kind {
    ASYNC_AT_ONCE,
    ASYNC_LATER,
    BLOCKING,
    STREAM,
    EMITTING
  }

  private final Kind kind;
  private final boolean ordered;
  final int concurrency;

  /** How many items make one list for it; 0 when it takes them one by one. */
  private final int count;

  private final AtomicInteger begun = new AtomicInteger();

  /**
   * @param mayTakeLists whether it may take lists of items, which are made before it
   */
  CountedStage(Random random, boolean mayTakeLists) {
    count = mayTakeLists && random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
    kind = Kind.values()[random.nextInt(Kind.values().length)];
    concurrency = List.of(1, 1, 2, 3, 4, 8).get(random.nextInt(6));
    ordered = random.nextBoolean();
  }

  @SuppressWarnings("unchecked") // A list is an object.
  Builder<Object> addTo(Builder<Object> start) {
    Builder<Object> before =
        count == 0 ? start : (Builder<Object>) (Builder<?>) start.aggregate(count);
    return switch (kind) {
      case ASYNC_AT_ONCE -> before.pipe("at once", x -> completedFuture(begin(x)), this::options);
      case ASYNC_LATER -> before.pipe("later", this::later, this::options);
      case BLOCKING -> before.pipeBlocking("blocking", this::begin, this::options);
      case STREAM -> before.pipeStream("stream", x -> List.of(begin(x)).stream(), this::options);
      case EMITTING -> before.pipeEmitting("emitting", this::emit, this::options);
    };
  }

  private void options(StageOptions stage) {
    stage.concurrency(concurrency).ordered(ordered);
  }

  private Object begin(Object item) {
    begun.incrementAndGet();
    return item;
  }

  private CompletableFuture<Object> later(Object item) {
    begin(item);
    await(Async.sleep(Duration.ofMillis(item.hashCode() & 7)));
    return completedFuture(item);
  }

  private CompletableFuture<@Nullable Void> emit(Object item, Emitter<Object> out) {
    await(out.emit(begin(item)));
    return completedFuture(null);
  }

  int begun() {
    return begun.get();
  }

  /** How many items have gone into what it began to work on. */
  int taken() {
    return begun.get() * Math.max(1, count);
  }

  /** How many items find room between the stage before it and this one. */
  int before() {
    return count == 0 ? QUEUE : QUEUE + count + QUEUE * count;
  }

  @Override
  public String toString() {
    return (count == 0 ? "" : "lists of " + count + " ")
        + kind
        + " x"
        + concurrency
        + (ordered ? " ordered" : "")
        + " begun "
        + begun;
  }
}
