package dev.fermata.transform.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a target class sees of the world: it hands out futures, and writes down in which order
 * things happen. When the futures are completed, and by whom, is up to the {@link Way}.
 */
public final class Script {

  /** Completes the {@code index}-th future, now or at some later time. */
  @FunctionalInterface
  interface Delivery {
    void deliver(int index, Runnable completion);
  }

  private final Delivery delivery;
  private final Runnable threadCheck;
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private int given;

  /**
   * @param threadCheck throws when the code under test runs where it should not
   */
  Script(Delivery delivery, Runnable threadCheck) {
    this.delivery = delivery;
    this.threadCheck = threadCheck;
  }

  /** A future that ends with {@code value}. */
  public <T> CompletableFuture<T> value(T value) {
    note("value " + Rendering.of(value));
    var future = new CompletableFuture<T>();
    delivery.deliver(given++, () -> future.complete(value));
    return future;
  }

  /** A future that fails with {@code failure}. */
  public <T> CompletableFuture<T> failure(Throwable failure) {
    note("failure " + Rendering.of(failure));
    var future = new CompletableFuture<T>();
    delivery.deliver(given++, () -> future.completeExceptionally(failure));
    return future;
  }

  /** Writes down that {@code event} happened. */
  public void note(Object event) {
    threadCheck.run();
    events.add(Rendering.of(event));
  }

  /** Writes down that {@code event} happened, and hands it back: for use inside expressions. */
  public <T> T noted(T event) {
    note(event);
    return event;
  }

  List<String> events() {
    return List.copyOf(events);
  }
}
