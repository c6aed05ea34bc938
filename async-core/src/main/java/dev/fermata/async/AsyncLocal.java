package dev.fermata.async;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A variable that each task has its own value of: what a {@code ThreadLocal} is to threads. It
 * keeps its value across awaits, whatever else runs on the loop meanwhile.
 *
 * <pre>{@code
 * static final AsyncLocal<String> USER = new AsyncLocal<>("nobody");
 *
 * CompletableFuture<Page> serve(Request request) {
 *   return USER.where(request.user(), () -> render(request));
 * }
 *
 * CompletableFuture<Page> render(Request request) {
 *   Page page = await(load(request.path()));
 *   return completedFuture(page.greet(USER.get()));
 * }
 * }</pre>
 *
 * <p>Async methods that a task calls share its values: what they {@link #set}, the caller sees. A
 * task that is spawned begins with a copy of the values of whoever spawns it; from then on the two
 * know nothing of each other. So do actions handed to {@link EventLoop#execute} and {@link
 * EventLoop#schedule}, and functions given to {@link Async#blocking}. A thread outside of any task
 * has values of its own, which {@link EventLoop#run} hands on.
 *
 * <p>To be kept in a static final field, as tasks that were spawned before the program's first
 * {@code AsyncLocal} was made share what they set with the methods they call, but not with those
 * that had called them before. May be used by any thread.
 *
 * @param <T> type of the value, which may be null
 */
public final class AsyncLocal<T extends @Nullable Object> {

  private final T initial;

  /** Makes a variable whose value is {@code initial} wherever it is not set. */
  public AsyncLocal(T initial) {
    this.initial = initial;
    TaskContext.use();
  }

  /** The value in the current task. */
  @SuppressWarnings({"unchecked", "NullAway"}) // put there by set and where; null if T allows it
  public T get() {
    TaskContext context = TaskContext.current();
    return context == null ? initial : (T) context.get(this, initial);
  }

  /**
   * Gives the variable another value, in the current task and the methods that it calls. In an
   * action that belongs to no task, until the end of the action.
   */
  public void set(T value) {
    TaskContext.toWriteTo().put(this, value);
  }

  /**
   * Calls {@code body} with the variable set to {@code value}. If the body is async, the value
   * holds until the stage that it returns has ended, while the caller goes on with its own. What
   * the body sets in other variables is its own, too: it runs in a copy of the caller's values.
   *
   * @return what the body returns
   */
  public <R extends @Nullable Object> R where(T value, Supplier<R> body) {
    TaskContext inner = TaskContext.copy(LoopThread.currentLoop());
    inner.put(this, value);
    return inner.call(body);
  }

  @Override
  public String toString() {
    return "AsyncLocal[" + get() + "]";
  }
}
