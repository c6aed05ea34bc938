package dev.fermata.pipeline.random;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private Optional<FailingPoint> fails = Optional.empty();

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
      return Pipeline.continuous(() -> iterator(epochs.getAndIncrement()));
    }
    return switch (kind) {
      case COLLECTION -> Pipeline.from(collection());
      case ITERABLE -> Pipeline.from(() -> iterator(0)); // on a thread
      case ITERATOR -> Pipeline.fromIterator(iterator(0));
      case STREAM -> Pipeline.fromStream(stream());
      case ASYNC -> {
        Iterator<String> iterator = iterator(0);
        yield Pipeline.fromAsync(() -> next(iterator), END);
      }
      case PUBLISHER -> Pipeline.fromPublisher(new ListPublisher(iterator(0), Runnable::run));
      case PUBLISHER_ON_THREADS ->
          Pipeline.fromPublisher(new ListPublisher(iterator(0), ForkJoinPool.commonPool()));
    };
  }

  private Iterator<String> iterator(int epoch) {
    return new FailingIterator(
        items(epoch),
        fails.filter(point -> point.epoch() == epoch).map(FailingPoint::failure),
        count % 2 == 0);
  }

  /** One of those that are read on the loop; it can fail by a null only. */
  private Collection<@Nullable String> collection() {
    var items = new ArrayList<@Nullable String>(items(0));
    if (fails.isPresent()) {
      items.add(null);
      items.add("what is behind the null");
    }
    return items;
  }

  private Stream<String> stream() {
    return Stream.iterate(iterator(0), Iterator::hasNext, items -> items)
        .map(Iterator::next)
        .peek(x -> begun.set(1))
        .onClose(closed::incrementAndGet);
  }

  private static CompletableFuture<String> next(Iterator<String> items) {
    try {
      return completedFuture(items.hasNext() ? items.next() : END);
    } catch (IllegalStateException failure) {
      return failedFuture(failure);
    }
  }

  /** Makes it fail in one of its epochs, before the pipeline is built. */
  FailingPoint fail(Random random) {
    int index = random.nextInt(count + 1);
    var point =
        new FailingPoint(
            number,
            continuous ? random.nextInt(3) : 0,
            index,
            new IllegalStateException("source %d fails at %d".formatted(number, index)),
            kind == Kind.COLLECTION && !continuous);
    fails = Optional.of(point);
    return point;
  }

  /** Those before it fails. */
  private List<String> items(int epoch) {
    return Items.of(
        epoch,
        number,
        fails.filter(point -> point.epoch() == epoch).map(FailingPoint::index).orElse(count));
  }

  /** What a plain loop would make of one epoch. */
  List<String> expected(int epoch, List<String> failed) {
    return RandomStage.expected(items(epoch), Order.EXACT, failed, stages);
  }

  Order order() {
    return RandomStage.after(Order.EXACT, stages);
  }

  List<String> letters() {
    return RandomStage.letters(stages);
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
