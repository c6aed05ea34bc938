package dev.fermata.pipeline.random;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Pipeline;
import java.util.Iterator;
import java.util.Random;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A source without an end, that counts what was read of it. */
final class CountedSource {
  private static final int QUEUE = 2;

  private enum Kind {
    ITERABLE,
    STREAM,
    CONTINUOUS,
    ASYNC,
    PUBLISHER
  }

  private final Kind kind;
  private final AtomicInteger read = new AtomicInteger();

  CountedSource(Random random) {
    kind = Kind.values()[random.nextInt(Kind.values().length)];
  }

  Builder<Object> builder() {
    return switch (kind) {
      case ITERABLE -> Pipeline.from(this::iterator);
      case STREAM -> Pipeline.fromStream(Stream.generate(read::incrementAndGet));
      case CONTINUOUS -> Pipeline.continuous(this::iterator);
      case ASYNC -> Pipeline.fromAsync(() -> completedFuture(read.incrementAndGet()), "end");
      case PUBLISHER -> Pipeline.fromPublisher((Flow.Publisher<Object>) this::publish);
    };
  }

  private Iterator<Object> iterator() {
    return Stream.<Object>generate(read::incrementAndGet).iterator();
  }

  private void publish(Flow.Subscriber<? super Object> subscriber) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          private int wanted;

          @Override
          public void request(long more) {
            wanted += (int) more;
            if (wanted == more) { // Else it is asked while it publishes.
              while (wanted > 0) {
                subscriber.onNext(read.incrementAndGet());
                wanted--;
              }
            }
          }

          @Override
          public void cancel() {}
        });
  }

  int read() {
    return read.get();
  }

  /** How many items are read at most before the first stage takes them. */
  int ahead() {
    return kind == Kind.ASYNC ? QUEUE + 1 : QUEUE;
  }

  @Override
  public String toString() {
    return kind + " read " + read;
  }
}
