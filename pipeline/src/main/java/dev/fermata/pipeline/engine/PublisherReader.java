package dev.fermata.pipeline.engine;

import static java.util.Objects.requireNonNull;

import dev.fermata.pipeline.stats.LaneMeter;
import dev.fermata.pipeline.stats.QueueMeter;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the items that a publisher pushes. It asks for one at a time, as long as its buffer has
 * room. It subscribes when the first item is wanted.
 */
final class PublisherReader implements Flow.Subscriber<Object>, Upstream {
  private final Flow.Publisher<?> publisher;
  private final Consumer<Throwable> onFailure;
  private final LaneMeter lane;
  private final SourceBuffer buffer;

  // Guarded by this. Nobody foreign is called under the lock.
  private Flow.@Nullable Subscription subscription;
  private boolean subscribed;
  private boolean stopped;
  private boolean asked;

  PublisherReader(
      Flow.Publisher<?> publisher,
      Consumer<Throwable> onFailure,
      LaneMeter lane,
      QueueMeter queue) {
    this.publisher = publisher;
    this.onFailure = onFailure;
    this.lane = lane;
    this.buffer = new SourceBuffer(queue, this::roomIsThere);
  }

  Inlet inlet() {
    return buffer;
  }

  @SuppressWarnings("unchecked") // Whatever it sends is an Object.
  private void roomIsThere() {
    boolean first;
    synchronized (this) {
      first = !subscribed;
      subscribed = true;
    }
    if (!first) {
      ask();
      return;
    }
    lane.waits();
    try {
      ((Flow.Publisher<Object>) publisher).subscribe(this);
    } catch (RuntimeException failure) {
      onError(failure);
    }
  }

  private void ask() {
    Flow.Subscription asking;
    synchronized (this) {
      asking = stopped ? null : subscription;
      asked = asking != null;
    }
    if (asking != null) {
      asking.request(1);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    boolean wanted;
    synchronized (this) {
      wanted = !stopped && subscription == null;
      if (wanted) {
        subscription = given;
      }
    }
    if (wanted) {
      ask();
    } else {
      given.cancel();
    }
  }

  @Override
  public void onNext(Object item) {
    requireNonNull(item, "item");
    boolean unasked;
    synchronized (this) {
      if (stopped) {
        return;
      }
      unasked = !asked;
      asked = false;
    }
    if (unasked) {
      cancel();
      fail(
          new IllegalStateException(
              "the publisher sent more items than it was asked for: " + publisher));
      return;
    }
    lane.came(item, null);
    lane.resumes();
    if (buffer.add(item)) {
      ask();
    }
  }

  @Override
  public void onError(Throwable failure) {
    synchronized (this) {
      if (stopped) {
        return;
      }
      stopped = true;
    }
    fail(failure);
  }

  private void fail(Throwable failure) {
    lane.came(publisher, failure);
    onFailure.accept(failure);
    buffer.end(Mark.CUT);
  }

  @Override
  public void onComplete() {
    synchronized (this) {
      stopped = true;
    }
    buffer.end(Mark.END);
  }

  @Override
  public void stop() {
    cancel();
    buffer.discard();
  }

  private void cancel() {
    Flow.Subscription cancelled;
    synchronized (this) {
      cancelled = stopped ? null : subscription;
      stopped = true;
    }
    if (cancelled != null) {
      cancelled.cancel();
    }
  }
}
