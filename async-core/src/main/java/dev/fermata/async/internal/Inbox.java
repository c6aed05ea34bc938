package dev.fermata.async.internal;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What other threads hand to an event loop: any thread adds, one thread takes all at once. First
 * in, first out among what one thread adds; an addition happens before it is taken.
 */
public final class Inbox<T> {

  /** Newest first; taken as a whole and turned round by the consumer. */
  private final AtomicReference<@Nullable Node<T>> newest = new AtomicReference<>();

  /** Links are set before the node is published, and by the consumer once it owns the chain. */
  private static final class Node<T> {
    private final T value;
    private @Nullable Node<T> next;

    Node(T value) {
      this.value = value;
    }
  }

  /** Adds {@code value}; lock-free, by any thread. */
  public void add(T value) {
    var node = new Node<>(value);
    Node<T> head;
    do {
      head = newest.get();
      node.next = head;
    } while (!newest.compareAndSet(head, node));
  }

  public boolean isEmpty() {
    return newest.get() == null;
  }

  /** Gives all that is there to {@code consumer}, oldest first. */
  public void drainTo(Consumer<? super T> consumer) {
    if (newest.get() == null) {
      return;
    }
    Node<T> oldest = null;
    Node<T> node = newest.getAndSet(null);
    while (node != null) {
      Node<T> next = node.next;
      node.next = oldest;
      oldest = node;
      node = next;
    }
    for (; oldest != null; oldest = oldest.next) {
      consumer.accept(oldest.value);
    }
  }
}
