package dev.fermata.pipeline.random;

import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** Publishes once, exactly as it is asked, on the threads given. */
record ListPublisher(Iterator<String> items, Executor threads) implements Flow.Publisher<String> {

  @Override
  public void subscribe(Flow.Subscriber<? super String> subscriber) {
    subscriber.onSubscribe(new Publication(items, threads, subscriber));
  }

  private static final class Publication implements Flow.Subscription, Runnable {
    private final Iterator<String> items;
    private final Executor threads;
    private final Flow.Subscriber<? super String> subscriber;

    // Guarded by this.
    private long wanted;
    private boolean publishing;
    private boolean over;

    Publication(
        Iterator<String> items, Executor threads, Flow.Subscriber<? super String> subscriber) {
      this.items = items;
      this.threads = threads;
      this.subscriber = subscriber;
    }

    @Override
    public void request(long more) {
      if (mayBegin(more)) {
        threads.execute(this);
      }
    }

    private synchronized boolean mayBegin(long more) {
      wanted += more;
      boolean begins = !publishing && !over;
      publishing |= begins;
      return begins;
    }

    @Override
    public void run() {
      while (mayPublish()) {
        try {
          if (items.hasNext()) {
            subscriber.onNext(items.next());
          } else {
            cancel();
            subscriber.onComplete();
          }
        } catch (IllegalStateException failure) { // of the items
          cancel();
          subscriber.onError(failure);
        }
      }
    }

    private synchronized boolean mayPublish() {
      publishing = wanted > 0 && !over;
      if (publishing) {
        wanted--;
      }
      return publishing;
    }

    @Override
    public synchronized void cancel() {
      over = true;
    }
  }
}
