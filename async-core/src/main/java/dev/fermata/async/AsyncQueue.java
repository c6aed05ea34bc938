package dev.fermata.async;

import dev.fermata.async.internal.SpinLock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A bounded first-in-first-out queue between async methods: {@link #put} waits for room, {@link
 * #get} for an item, and neither holds a thread. Waiters are served in the order in which they
 * came.
 *
 * <p>A waiter that is cancelled takes no item and adds none. An item that was handed to a call
 * which is cancelled before it could go on returns to the head of the queue. A put that was
 * accepted is done, whatever is cancelled later.
 *
 * <pre>{@code
 * CompletableFuture<Void> produce(AsyncQueue<Page> pages) {
 *   for (URI uri : uris) {
 *     await(pages.put(await(fetch(uri))));
 *   }
 *   pages.close();
 *   return completedFuture(null);
 * }
 *
 * CompletableFuture<Void> consume(AsyncQueue<Page> pages) {
 *   try {
 *     while (true) {
 *       show(await(pages.get()));
 *     }
 *   } catch (QueueClosedException end) {
 *     return completedFuture(null);
 *   }
 * }
 * }</pre>
 *
 * <p>May be used by any number of threads and loops at once.
 *
 * @param <T> type of the items, which are never null
 */
public final class AsyncQueue<T> {

  private static final Task<@Nullable Void> ACCEPTED = accepted();

  private final int capacity;

  private final SpinLock lock = new SpinLock();

  // Guarded by the lock. Waiters are matched with items under it and told outside: who is told may
  // run on at once, and come back here. Getters wait only while there are no items, putters only
  // while there is no room.
  private final Deque<T> items = new ArrayDeque<>();

  /**
   * Items that were handed out and came back, by the order in which they were handed out. Turns
   * wrap around, so they are compared by their difference.
   */
  private final NavigableMap<Integer, T> returned = new TreeMap<>((one, other) -> one - other);

  /** The next turn. */
  private int handedOut;

  private final WaitingLine<Getter> getters = new WaitingLine<>();
  private final WaitingLine<Putter> putters = new WaitingLine<>();
  private boolean closed;

  /**
   * Makes an empty queue.
   *
   * @param capacity how many items it holds at most, at least 1
   * @throws IllegalArgumentException when {@code capacity} is less than 1
   */
  public AsyncQueue(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, but is " + capacity);
    }
    this.capacity = capacity;
  }

  private static Task<@Nullable Void> accepted() {
    var task = new Task<@Nullable Void>();
    task.complete(null);
    return task;
  }

  /**
   * Adds {@code item} when there is room for it.
   *
   * @return ends when the item is in the queue; fails with {@link QueueClosedException} when the
   *     queue is closed, before or while it waits
   */
  public Task<@Nullable Void> put(T item) {
    if (item == null) {
      throw new NullPointerException("a queue holds no null items");
    }
    Getter getter;
    Task<@Nullable Void> put = ACCEPTED;
    boolean refused;
    lock.enter();
    try {
      refused = closed;
      getter = refused ? null : nextGetter();
      if (!refused && getter == null) {
        put = addOrWait(item);
      }
    } finally {
      lock.leave();
    }
    if (getter != null) {
      getter.receive(item);
    }
    return refused ? failed(new Task<>()) : put;
  }

  /** Needs the lock. */
  private Task<@Nullable Void> addOrWait(T item) {
    if (items.size() < capacity) {
      items.add(item);
      return ACCEPTED;
    }
    var putter = new Putter(item);
    putters.add(putter);
    return putter;
  }

  /**
   * Takes the first item when there is one.
   *
   * @return ends with the item; fails with {@link QueueClosedException} when the queue is closed
   *     and has none left
   */
  public Task<T> get() {
    var getter = new Getter();
    T item;
    Putter putter = null;
    boolean refused = false;
    lock.enter();
    try {
      item = takeFirstItem();
      if (item != null) {
        getter.number = handedOut++;
        putter = admitPutter();
      } else if (closed) {
        refused = true;
      } else {
        getters.add(getter);
      }
    } finally {
      lock.leave();
    }
    if (item != null) {
      getter.endUnseen(item);
      accept(putter);
    }
    return refused ? failed(getter) : getter;
  }

  /** Adds {@code item} if there is room for it now, and the queue is not closed. */
  public boolean offer(T item) {
    Getter getter;
    lock.enter();
    try {
      if (closed) {
        return false;
      }
      getter = nextGetter();
      if (getter == null) {
        return items.size() < capacity && items.add(item);
      }
    } finally {
      lock.leave();
    }
    getter.receive(item);
    return true;
  }

  /** Takes the first item if there is one now. */
  public Optional<T> poll() {
    T item;
    Putter putter;
    lock.enter();
    try {
      item = takeFirstItem();
      putter = item == null ? null : admitPutter();
    } finally {
      lock.leave();
    }
    accept(putter);
    return Optional.ofNullable(item);
  }

  /** How many items lie in the queue now. */
  public int size() {
    lock.enter();
    try {
      return items.size() + returned.size();
    } finally {
      lock.leave();
    }
  }

  /** How many items fit. */
  public int capacity() {
    return capacity;
  }

  /** Whether {@link #close} was called; items may be left all the same. */
  public boolean isClosed() {
    lock.enter();
    try {
      return closed;
    } finally {
      lock.leave();
    }
  }

  /**
   * Takes no more items. Those that are in the queue can still be got; puts that wait for room
   * fail, and so do gets when nothing is left. Does nothing the second time.
   */
  public void close() {
    List<Task<?>> refused = new ArrayList<>();
    lock.enter();
    try {
      closed = true;
      getters.drainTo(refused::add);
      putters.drainTo(refused::add);
    } finally {
      lock.leave();
    }
    refused.forEach(AsyncQueue::failed);
  }

  private static <U extends Task<?>> U failed(U task) {
    task.completeExceptionally(new QueueClosedException());
    return task;
  }

  /** An item has left: the putter that has waited longest puts its own. Needs the lock. */
  private @Nullable Putter admitPutter() {
    Putter putter = items.size() < capacity ? putters.poll() : null;
    if (putter != null) {
      items.add(putter.item);
    }
    return putter;
  }

  private static void accept(@Nullable Task<@Nullable Void> putter) {
    if (putter != null) {
      putter.complete(null);
    }
  }

  /** What came back goes first. Needs the lock. */
  private @Nullable T takeFirstItem() {
    return returned.isEmpty() ? items.poll() : returned.pollFirstEntry().getValue();
  }

  /** The getter that has waited longest, which is handed an item now. Needs the lock. */
  private @Nullable Getter nextGetter() {
    Getter getter = getters.poll();
    if (getter != null) {
      getter.number = handedOut++;
    }
    return getter;
  }

  /** {@code item} was handed out in {@code turn}, to a call that will not look at it. */
  private void putBack(int turn, T item) {
    Getter getter;
    lock.enter();
    try {
      getter = nextGetter();
      if (getter == null) {
        returned.put(turn, item);
      }
    } finally {
      lock.leave();
    }
    if (getter != null) {
      getter.receive(item);
    }
  }

  /** Once it has left the line, its number is the turn in which it was handed its item. */
  private final class Getter extends WaitingLine.Waiting<T> {

    void receive(T item) {
      if (!complete(item)) {
        putBack(number, item);
      }
    }

    @Override
    Task<?> giver() {
      return this;
    }

    /** Gives the item back, once, and nobody can be told again that it is theirs. */
    @Override
    void undelivered() {
      T item;
      synchronized (this) { // not the lock of the queue: who depends on this is told inside
        if (isCompletedExceptionally()) {
          return;
        }
        item = join();
        obtrudeException(new CancellationException());
      }
      putBack(number, item);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      lock.enter();
      try {
        getters.remove(this);
      } finally {
        lock.leave();
      }
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public String name() {
      return "queue.get";
    }
  }

  private final class Putter extends WaitingLine.Waiting<@Nullable Void> {
    private final T item;

    Putter(T item) {
      this.item = item;
    }

    /** Once the item is in, there is nothing left to cancel. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean waited;
      lock.enter();
      try {
        waited = putters.remove(this);
      } finally {
        lock.leave();
      }
      return waited ? super.cancel(mayInterruptIfRunning) : isCancelled();
    }

    @Override
    public String name() {
      return "queue.put";
    }
  }
}
