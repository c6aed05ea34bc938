package dev.fermata.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** An async operation whose every call ends when the test says so. */
public final class ManualOperation<T> implements Function<T, CompletableFuture<T>> {
  private final Map<T, CompletableFuture<T>> calls = new HashMap<>();

  public ManualOperation() {}

  @Override
  public synchronized CompletableFuture<T> apply(T item) {
    var call = new CompletableFuture<T>();
    calls.put(item, call);
    notifyAll();
    return call;
  }

  /** Waits until it is called with {@code item}. */
  public synchronized CompletableFuture<T> call(T item) throws InterruptedException {
    while (!calls.containsKey(item)) {
      wait();
    }
    return calls.get(item);
  }

  public void succeed(T item) throws InterruptedException {
    call(item).complete(item);
  }

  public void fail(T item, Throwable failure) throws InterruptedException {
    call(item).completeExceptionally(failure);
  }

  public synchronized int count() {
    return calls.size();
  }
}
