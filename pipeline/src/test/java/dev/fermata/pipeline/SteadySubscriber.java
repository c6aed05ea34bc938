package dev.fermata.pipeline;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Asks for so many items, then for another one whenever one came. */
public final class SteadySubscriber<T> implements Flow.Subscriber<T> {
  private final long ahead;
  private final Consumer<? super T> taker;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

  public SteadySubscriber(long ahead, Consumer<? super T> taker) {
    this.ahead = ahead;
    this.taker = taker;
  }

  /** Done when nothing more comes; fails as the subscription did. */
  public CompletableFuture<Void> end() {
    return end;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
    given.request(ahead);
  }

  @Override
  public void onNext(T item) {
    taker.accept(item);
    subscription.join().request(1);
  }

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }
}
