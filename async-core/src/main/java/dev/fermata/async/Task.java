package dev.fermata.async;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** In place of nobody: no call waits, but somebody else will be told how the task ends. */
  private static final Object LOOKED = new Object();

  /**
   * Who is told when this task ends: nobody (null or {@link #LOOKED}), one {@link TaskWaiter}, or a
   * list ({@link MoreWaiters}). Once it has ended, {@link #SETTLED}, or an {@link
   * UnobservedFailure} until somebody looks.
   *
   * <p>Waiters add themselves by compare-and-set; whoever ends the task takes them all, after the
   * result is there, and only one ends it. So a waiter that finds the task ended sees the result,
   * and one that adds itself before is told, once.
   *
   * <p>Nobody and a list are taken by get-and-set. A single waiter, the usual case, is taken
   * without an atomic operation: it is read, and a store with release puts SETTLED in its place. In
   * between nobody may add himself, for he would be overwritten and never told. So whoever comes
   * second first puts a list of that one waiter in its place, and then looks whether the result is
   * there:
   *
   * <pre>
   *   ends the task          comes second
   *   R result is there      L compare-and-set: waiter -> list of it
   *   F finds the waiter     D done? then it does not wait
   *   S stores SETTLED       A compare-and-set: list -> longer list
   * </pre>
   *
   * <p>All but S are volatile, so they have one order, and a single waiter never stands here again
   * after L. If F is before L, then so is R, and D sees it: only the list that repeats the waiter
   * is overwritten. If L is before F, the list is found and taken by get-and-set, with whoever had
   * added himself by then.
   */
  @SuppressWarnings("unused") // through WAITERS
  private volatile @Nullable Object waiters;

  Task() {}

  /** A waiter and those that came before it. */
  private record MoreWaiters(TaskWaiter last, @Nullable MoreWaiters before) {}

  /**
   * In place of several that have been told: only when none of them takes the value it goes back.
   */
  private record ToldSeveral(AtomicInteger left) {
    boolean isLast() {
      return left.decrementAndGet() == 0;
    }
  }

  /** Has {@code waiter} woken when this task ends; false when it has ended already. */
  final boolean addWaiter(TaskWaiter waiter) {
    while (true) {
      Object before = waiters;
      if (before == SETTLED
          || before instanceof ToldSeveral
          || before instanceof UnobservedFailure) {
        return false; // the failure will be looked at when it is thrown
      }
      if (before instanceof TaskWaiter only) {
        WAITERS.compareAndSet(this, only, new MoreWaiters(only, null));
        if (isDone()) {
          return false; // whoever ends it may have found that one alone
        }
      } else {
        Object now = before instanceof MoreWaiters more ? new MoreWaiters(waiter, more) : waiter;
        if (WAITERS.compareAndSet(this, before, now)) {
          return true;
        }
      }
    }
  }

  /** The call that waits for this task, if it is one; null when nobody does, or others do. */
  final @Nullable SuspendedCall<?> onlyWaiter() {
    return waiters instanceof SuspendedCall<?> only ? only : null;
  }

  /**
   * Wakes the waiters in the order in which they came. Called when the result is there, by the one
   * whose result it is.
   *
   * @param unlooked the failure, when nobody looked as it came; null otherwise
   */
  private void settle(@Nullable Throwable unlooked) {
    ended();
    if (unlooked == null || !keepUnobserved(unlooked)) {
      wakeWaiters();
    }
  }

  private void wakeWaiters() {
    Object found = waiters;
    if (found instanceof SuspendedCall<?> call) { // almost always, and cheaper to ask a class for
      WAITERS.setRelease(this, SETTLED);
      call.wake();
    } else {
      wakeOthers(found);
    }
  }

  private void wakeOthers(@Nullable Object found) {
    if (found == SETTLED) {
      return; // it has ended unseen
    }
    if (found instanceof TaskWaiter) {
      WAITERS.setRelease(this, SETTLED);
    } else {
      found = WAITERS.getAndSet(this, SETTLED);
    }
    if (found instanceof TaskWaiter only) {
      only.wake(this);
    } else if (found instanceof MoreWaiters several) {
      wakeAll(several);
    }
  }

  private void wakeAll(MoreWaiters newest) {
    var oldestFirst = new ArrayDeque<TaskWaiter>();
    for (MoreWaiters rest = newest; rest != null; rest = rest.before) {
      oldestFirst.addFirst(rest.last);
    }
    waiters = new ToldSeveral(new AtomicInteger(oldestFirst.size()));
    oldestFirst.forEach(waiter -> waiter.wake(this));
  }

  @Override
  public boolean complete(@Nullable T value) {
    boolean completed = super.complete(value);
    if (completed) {
      settle(null);
    }
    return completed;
  }

  /**
   * As {@link #complete}, of a task that nobody but its maker knows yet, and so nobody waits for.
   */
  final void endUnseen(@Nullable T value) {
    WAITERS.set(this, SETTLED); // before the compare-and-set of the result, which publishes it
    complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    boolean nobodyLooks = waiters == null && getNumberOfDependents() == 0;
    boolean completed = super.completeExceptionally(failure);
    if (completed) {
      settle(nobodyLooks ? failure : null);
    }
    return completed;
  }

  /** False when somebody has looked in the meantime. */
  private boolean keepUnobserved(Throwable failure) {
    if (Failure.unwrap(failure) instanceof CancellationException) {
      return false; // whoever cancelled it knows
    }
    var unobserved = new UnobservedFailure(this, failure);
    unobserved.watch();
    boolean kept = WAITERS.compareAndSet(this, null, unobserved);
    if (!kept) {
      unobserved.forget();
    }
    return kept;
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

  /** Ends the task if nobody has; only who ends it tells those that wait. */
  @Override
  public void obtrudeValue(@Nullable T value) {
    if (super.complete(value)) {
      settle(null);
    } else {
      super.obtrudeValue(value);
    }
  }

  /** As {@link #obtrudeValue}. */
  @Override
  public void obtrudeException(Throwable failure) {
    if (super.completeExceptionally(failure)) {
      settle(null);
    } else {
      super.obtrudeException(failure);
    }
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
    if (stage instanceof Task<?> task
        && task.waiters instanceof ToldSeveral several
        && !several.isLast()) {
      return; // it is another's
    }
    Task<?> giver = hasFailed(stage) ? null : giverOf(stage);
    if (giver != null) {
      giver.undelivered();
      if (!hasFailed(stage)) { // the giver may have seen to it
        stage.obtrudeException(new CancellationException()); // nobody else may think it is theirs
      }
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

  // ---- Being looked at: a failure that somebody may see is not reported ----

  /** Somebody looks at how this task has ended, or will be told. */
  final void look() {
    while (true) {
      Object before = waiters;
      if (before instanceof UnobservedFailure unobserved) {
        unobserved.forget();
        WAITERS.compareAndSet(this, before, SETTLED);
        return;
      }
      if (before != null || WAITERS.compareAndSet(this, null, LOOKED)) {
        return;
      }
    }
  }

  /** Whether {@code future} has failed; without looking, and without a virtual call. */
  static boolean hasFailed(CompletableFuture<?> future) {
    return future instanceof Task<?> task
        ? task.hasFailedUnlooked()
        : future.isCompletedExceptionally();
  }

  /** The value of {@code future}, which has ended well; without a virtual call. */
  static @Nullable Object valueOf(CompletableFuture<?> future) {
    return future instanceof Task<?> task ? task.valueUnlooked() : future.join();
  }

  private boolean hasFailedUnlooked() {
    return super.isCompletedExceptionally();
  }

  private @Nullable Object valueUnlooked() {
    return super.join();
  }

  /** Called by all that derive a stage from this one, as {@code thenApply} does. */
  @Override
  public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
    look();
    return super.newIncompleteFuture();
  }

  /** Called by the other stage, as by {@code thenCombine}. */
  @Override
  public CompletableFuture<T> toCompletableFuture() {
    look();
    return this;
  }

  @Override
  public CompletionStage<T> minimalCompletionStage() {
    look();
    return super.minimalCompletionStage();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    look();
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    look();
    return super.get(timeout, unit);
  }

  @Override
  public T join() {
    look();
    return super.join();
  }

  @Override
  public T getNow(@Nullable T valueIfAbsent) {
    look();
    return super.getNow(valueIfAbsent);
  }

  @Override
  public boolean isCompletedExceptionally() {
    if (isDone()) {
      look();
    }
    return super.isCompletedExceptionally();
  }

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
    return hasFailedUnlooked() ? TaskPhase.FAILED : TaskPhase.SUCCEEDED;
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
