package dev.fermata.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Takes items for one subscriber, as many as it asks for, on a thread of its own. */
final class SubscriberFeed<T> implements Flow.Subscription, Runnable {
  private static final AtomicInteger FEEDS = new AtomicInteger();

  private final Pipeline<T> pipeline;
  private final Flow.Subscriber<? super T> subscriber;

  // Guarded by this.
  private long wanted;
  private boolean cancelled;
  private @Nullable Throwable misuse;
  private @Nullable Thread thread;

  private SubscriberFeed(Pipeline<T> pipeline, Flow.Subscriber<? super T> subscriber) {
    this.pipeline = pipeline;
    this.subscriber = requireNonNull(subscriber, "subscriber");
  }

  static <T> void begin(Pipeline<T> pipeline, Flow.Subscriber<? super T> subscriber) {
    var feed = new SubscriberFeed<T>(pipeline, subscriber);
    var thread = new Thread(feed, "pipeline-subscriber-" + FEEDS.incrementAndGet());
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    synchronized (this) {
      thread = Thread.currentThread();
    }
    subscriber.onSubscribe(this);
    try {
      feed();
    } catch (InterruptedException | CancellationException endOfSubscription) {
      return; // Only cancel interrupts this thread.
    } catch (PipelineFailure failure) {
      subscriber.onError(failure);
    }
  }

  private void feed() throws InterruptedException {
    while (!isCancelled()) {
      boolean atBoundary = pipeline.awaitsBoundary();
      if (!atBoundary && !awaitDemand()) {
        return;
      }
      Throwable refused = misuse();
      if (refused != null) {
        subscriber.onError(refused);
        return;
      }
      Optional<T> item = pipeline.next();
      if (item.isEmpty()) {
        subscriber.onComplete();
        return;
      }
      subscriber.onNext(item.get());
    }
  }

  /** Whether another item is wanted; false when the subscription is at its end. */
  private synchronized boolean awaitDemand() throws InterruptedException {
    while (wanted == 0 && !cancelled && misuse == null) {
      wait();
    }
    if (wanted > 0 && wanted < Long.MAX_VALUE) {
      wanted--;
    }
    return !cancelled;
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  private synchronized @Nullable Throwable misuse() {
    return misuse;
  }

  @Override
  public synchronized void request(long items) {
    if (items <= 0) {
      misuse =
          new IllegalArgumentException(
              "%d items were requested: ask for 1 or more".formatted(items));
    } else {
      wanted = wanted + items < 0 ? Long.MAX_VALUE : wanted + items;
    }
    notifyAll();
  }

  /** Interrupts the thread unless it is the one that calls, in which case it finds out. */
  @Override
  public synchronized void cancel() {
    cancelled = true;
    notifyAll();
    Thread feeding = thread;
    if (feeding != null && feeding != Thread.currentThread()) {
      feeding.interrupt();
    }
  }
}
