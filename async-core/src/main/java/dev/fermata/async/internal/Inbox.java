package dev.fermata.async.internal;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What other threads hand to an event loop: any thread adds, one thread takes all at once. First
 * in, first out among what one thread adds; an addition happens before it is taken. What was added
 * before the inbox is closed is taken, what comes later is refused: nothing is lost in between.
 */
public final class Inbox<T> {

  /** Newest first; taken as a whole and turned round by the consumer. */
  private final AtomicReference<@Nullable Node<T>> newest = new AtomicReference<>();

  /** Stands in place of the newest for ever once the inbox is closed. */
  private final Node<T> closed = new Node<>(null);

  /** Links are set before the node is published, and by the consumer once it owns the chain. */
  private static final class Node<T> {
    private final @Nullable T value;
    private @Nullable Node<T> next;

    Node(@Nullable T value) {
      this.value = value;
    }
  }

  /** Adds {@code value}, unless the inbox is closed; lock-free, by any thread. */
  public boolean add(T value) {
    var node = new Node<T>(value);
    Node<T> head;
    do {
      head = newest.get();
      if (head == closed) {
        return false;
      }
      node.next = head;
    } while (!newest.compareAndSet(head, node));
    return true;
  }

  /** Whether there is nothing to take. */
  public boolean isEmpty() {
    Node<T> head = newest.get();
    return head == null || head == closed;
  }

  /** Gives all that is there to {@code consumer}, oldest first. By the consuming thread only. */
  public void drainTo(Consumer<? super T> consumer) {
    if (!isEmpty()) {
      deliver(newest.getAndSet(null), consumer);
    }
  }

  /** Takes no more, and gives all that is there to {@code consumer}. */
  public void close(Consumer<? super T> consumer) {
    Node<T> rest = newest.getAndSet(closed);
    if (rest != closed) {
      deliver(rest, consumer);
    }
  }

  private static <T> void deliver(@Nullable Node<T> newest, Consumer<? super T> consumer) {
    Node<T> oldest = null;
    Node<T> node = newest;
    while (node != null) {
      Node<T> next = node.next;
      node.next = oldest;
      oldest = node;
      node = next;
    }
    for (; oldest != null; oldest = oldest.next) {
      consumer.accept(Objects.requireNonNull(oldest.value));
    }
  }
}
