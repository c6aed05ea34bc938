package dev.fermata.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that is under way, and its result.
 *
 * <p>Async methods return tasks when they are suspended; {@link Async#spawn}, {@link Async#gather},
 * {@link Async#sleep} and their like return tasks, too. To await a task costs less than to await
 * another future.
 *
 * <p>{@link #cancel} asks a task to end: what it awaits is cancelled, and a {@link
 * CancellationException} is thrown at its await, so that its {@code finally} blocks run, and may
 * await. {@link #isDone} stays false until its body has ended.
 *
 * <pre>{@code
 * Task<String> page = Async.spawn(() -> fetch(uri));
 * ...
 * page.cancel(true);
 * }</pre>
 *
 * <p>All methods may be called by any thread.
 *
 * @param <T> type of the result, which may be null
 */
public class Task<T extends @Nullable Object> extends CompletableFuture<T> {

  private static final VarHandle WAITERS;

  static {
    try {
      WAITERS = MethodHandles.lookup().findVarHandle(Task.class, "waiters", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** In place of the waiters once they have been told: who comes later need not wait. */
  private static final Object SETTLED = new Object();

  /**
   * Who is resumed when this task ends: nobody (null), one {@link SuspendedCall}, several ({@link
   * MoreWaiters}), or {@link #SETTLED}. Waiters add themselves by compare-and-set; whoever ends the
   * task takes them all by get-and-set after the result is there. So a waiter that finds SETTLED
   * sees the result, and one that adds itself before is told.
   */
  @SuppressWarnings("unused") // through WAITERS
  private volatile @Nullable Object waiters;

  Task() {}

  /** A waiter and those that came before it. */
  private record MoreWaiters(SuspendedCall<?> last, Object before) {}

  /** Has {@code waiter} woken when this task ends; false when it has ended already. */
  final boolean addWaiter(SuspendedCall<?> waiter) {
    while (true) {
      Object before = waiters;
      if (before == SETTLED) {
        return false;
      }
      Object now = before == null ? waiter : new MoreWaiters(waiter, before);
      if (WAITERS.compareAndSet(this, before, now)) {
        return true;
      }
    }
  }

  /** Who waits for this task, if it is one; null when it is nobody, or several. */
  final @Nullable SuspendedCall<?> onlyWaiter() {
    return waiters instanceof SuspendedCall<?> only ? only : null;
  }

  /** Wakes the waiters in the order in which they came. Called when the result is there. */
  private void settle() {
    ended();
    Object taken = WAITERS.getAndSet(this, SETTLED);
    if (taken instanceof SuspendedCall<?> only) {
      only.wake();
    } else if (taken instanceof MoreWaiters) {
      wakeAll(taken);
    }
  }

  private static void wakeAll(Object newest) {
    var oldestFirst = new ArrayDeque<SuspendedCall<?>>();
    Object rest = newest;
    while (rest instanceof MoreWaiters more) {
      oldestFirst.addFirst(more.last);
      rest = more.before;
    }
    oldestFirst.addFirst((SuspendedCall<?>) rest);
    oldestFirst.forEach(SuspendedCall::wake);
  }

  @Override
  public boolean complete(@Nullable T value) {
    boolean completed = super.complete(value);
    if (completed) {
      settle();
    }
    return completed;
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    boolean completed = super.completeExceptionally(failure);
    if (completed) {
      settle();
    }
    return completed;
  }

  /**
   * Asks this task to end. Of a task that runs async code this is a request: its await throws a
   * {@link CancellationException}, and the task ends when its body does. A body may catch that
   * exception and go on.
   *
   * @param mayInterruptIfRunning whether a blocking function that this task waits for, begun by
   *     {@link Async#blocking}, has its thread interrupted
   * @return whether the request was taken; false when the task has ended in another way already
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return completeExceptionally(new CancellationException()) || isCancelled();
  }

  @Override
  public void obtrudeValue(@Nullable T value) {
    super.obtrudeValue(value);
    settle();
  }

  @Override
  public void obtrudeException(Throwable failure) {
    super.obtrudeException(failure);
    settle();
  }

  /** Overridden because the inherited one bypasses {@link #complete}. */
  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
    executor.execute(
        () -> {
          try {
            complete(supplier.get());
          } catch (Throwable failure) {
            completeExceptionally(failure);
          }
        });
    return this;
  }

  /** Overridden because the inherited one bypasses {@link #complete}. */
  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
    return completeAsync(supplier, defaultExecutor());
  }

  /** The value of {@code stage}, which has ended, does not arrive: it goes back to its giver. */
  static void giveBack(CompletableFuture<?> stage) {
    Task<?> giver = stage.isCompletedExceptionally() ? null : giverOf(stage);
    if (giver != null) {
      giver.undelivered();
      stage.obtrudeException(new CancellationException()); // nobody else may think it is theirs
    }
  }

  /** The giver of what {@code stage}, which has ended well, has delivered. */
  static @Nullable Task<?> giverOf(@Nullable CompletableFuture<?> stage) {
    return stage instanceof Task<?> task ? task.giver() : null;
  }

  /**
   * Who takes back what this task, which has ended well, has delivered: the task that was handed an
   * item or a permit. Null for most tasks, whose values are nobody's.
   */
  @Nullable Task<?> giver() {
    return null;
  }

  /**
   * Called on a {@link #giver} instead of delivering the value, when whoever awaited it is
   * cancelled first. What hands out items or permits takes them back here.
   */
  void undelivered() {}

  /** Called when the result is there, before anybody who waits for it is woken. */
  void ended() {}

  // ---- Diagnostics: by any thread, while the task goes on; what they tell may be over ----

  /**
   * What this task is called in logs and dumps: the name it was spawned with, or the method that it
   * is a call of, as in {@code dev.shop.Shop.buy}, or the kind of task, as in {@code gather}. Never
   * empty, not unique.
   */
  public String name() {
    return getClass().getSimpleName();
  }

  /** How far this task has come. */
  public TaskPhase phase() {
    if (!isDone()) {
      return TaskPhase.WAITING;
    }
    if (isCancelled()) {
      return TaskPhase.CANCELLED;
    }
    return isCompletedExceptionally() ? TaskPhase.FAILED : TaskPhase.SUCCEEDED;
  }

  /**
   * The await at which this task is suspended. Empty while it runs, before it begins, when it has
   * ended, and for tasks that are no calls of async methods, such as {@link Async#sleep}.
   *
   * <pre>{@code
   * task.awaiting().ifPresent(site -> log.info("{} waits at {}", task.name(), site.position()));
   * }</pre>
   */
  public Optional<AwaitSite> awaiting() {
    return Optional.empty();
  }

  /** The stages that this task waits for. */
  List<? extends CompletableFuture<?>> members() {
    return List.of();
  }

  /** The await at which this task itself waits; null when it waits at none. */
  @Nullable StackTraceElement position() {
    return null;
  }
}
