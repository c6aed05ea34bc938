package dev.fermata.pipeline.random;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

/** One source of a random kind, and what it knows of how it was used. For one run. */
final class RandomPart {
  private static final String END = "end";

  private enum Kind {
    COLLECTION,
    ITERABLE,
    ITERATOR,
    STREAM,
    ASYNC,
    PUBLISHER,
    PUBLISHER_ON_THREADS
  }

  private final Kind kind;
  private final int number;
  private final int count;
  private final boolean continuous;
  private final List<RandomStage> stages;
  private final AtomicInteger epochs = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  RandomPart(Random random, int number, int count, boolean continuous, List<RandomStage> stages) {
    this.kind = Kind.values()[random.nextInt(Kind.values().length)];
    this.number = number;
    this.count = count;
    this.continuous = continuous;
    this.stages = stages;
  }

  Builder<String> builder() {
    return RandomStage.addAll(source(), Order.EXACT, stages);
  }

  private Builder<String> source() {
    if (continuous) {
      return Pipeline.continuous(() -> items(epochs.getAndIncrement()).iterator());
    }
    List<String> items = items(0);
    return switch (kind) {
      case COLLECTION -> Pipeline.from(new ArrayList<>(items));
      case ITERABLE -> Pipeline.from(Collections.unmodifiableCollection(items)); // on a thread
      case ITERATOR -> Pipeline.fromIterator(items.iterator());
      case STREAM ->
          Pipeline.fromStream(
              items.stream().peek(x -> begun.set(1)).onClose(closed::incrementAndGet));
      case ASYNC -> {
        Iterator<String> iterator = items.iterator();
        yield Pipeline.fromAsync(
            () -> completedFuture(iterator.hasNext() ? iterator.next() : END), END);
      }
      case PUBLISHER -> Pipeline.fromPublisher(new ListPublisher(items, Runnable::run));
      case PUBLISHER_ON_THREADS ->
          Pipeline.fromPublisher(new ListPublisher(items, ForkJoinPool.commonPool()));
    };
  }

  private List<String> items(int epoch) {
    return Items.of(epoch, number, count);
  }

  /** What a plain loop would make of one epoch. */
  List<String> expected(int epoch, List<String> failed) {
    return RandomStage.expected(items(epoch), Order.EXACT, failed, stages);
  }

  Order order() {
    return RandomStage.after(Order.EXACT, stages);
  }

  List<String> faults(boolean complete) {
    var faults = new ArrayList<>(RandomStage.faults(stages, complete));
    if (begun.get() > closed.get() || closed.get() > 1) {
      faults.add("a stream that was begun was closed %s times".formatted(closed));
    }
    return faults;
  }

  @Override
  public String toString() {
    return (continuous ? "continuous" : kind) + " of " + count + (stages.isEmpty() ? "" : stages);
  }
}
