package dev.fermata.async;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The vocabulary of async methods, to be imported statically.
 *
 * <pre>{@code
 * CompletableFuture<Integer> total(List<URI> pages) {
 *   List<Task<Integer>> sizes = pages.stream().map(page -> spawn(() -> size(page))).toList();
 *   return completedFuture(await(gather(sizes)).stream().mapToInt(n -> n).sum());
 * }
 * }</pre>
 */
public final class Async {

  private Async() {}

  /**
   * Waits for {@code stage} without holding the thread, and returns its value. The method that says
   * so is rewritten into a state machine: it is suspended here, and its caller gets a future.
   *
   * <p>Suspended on an event loop, it goes on there; elsewhere, on the thread that completes the
   * stage. A stage that is finished does not suspend. A failed stage's failure is thrown as it is,
   * without the {@code CompletionException} that futures put around it.
   *
   * @return the value of the stage, may be null if the stage's may
   * @throws IllegalStateException when the calling method has not been rewritten, or cannot be
   * @throws NullPointerException when {@code stage} is null
   */
  @SuppressWarnings("DoNotCallSuggester") // it throws only where the call was not rewritten
  public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
    throw UntransformedAwait.refuse();
  }

  /**
   * As {@link #await(CompletionStage)}, and declares that the stage may fail with a checked
   * exception, so that it can be caught.
   *
   * <pre>{@code
   * try {
   *   return completedFuture(await(read(file), IOException.class));
   * } catch (IOException e) { ... }
   * }</pre>
   *
   * @param declared says to the compiler what may be thrown; nothing is converted to it
   */
  @SuppressWarnings("DoNotCallSuggester") // it throws only where the call was not rewritten
  public static <T extends @Nullable Object, X extends Throwable> T await(
      CompletionStage<T> stage, Class<X> declared) throws X {
    throw UntransformedAwait.refuse();
  }

  /**
   * Starts {@code body} as a task of its own on the current loop, in a later turn.
   *
   * @throws IllegalStateException when the calling thread runs no loop
   */
  public static <T extends @Nullable Object> Task<T> spawn(
      Supplier<? extends CompletionStage<T>> body) {
    return EventLoop.current().spawn(body);
  }

  /**
   * As {@link #spawn(Supplier)}.
   *
   * @param name what the task is called in logs and dumps
   */
  public static <T extends @Nullable Object> Task<T> spawn(
      String name, Supplier<? extends CompletionStage<T>> body) {
    return EventLoop.current().spawn(name, body);
  }

  /**
   * Ends after {@code duration}, at once if it is not positive.
   *
   * @throws IllegalStateException when the calling thread runs no loop
   */
  public static Task<@Nullable Void> sleep(Duration duration) {
    return EventLoop.current().schedule(duration, () -> {});
  }

  /**
   * Ends in the next turn of the loop: lets others run.
   *
   * @throws IllegalStateException when the calling thread runs no loop
   */
  public static Task<@Nullable Void> yieldNow() {
    var turn = new NextTurn();
    EventLoop.current().handOver(turn);
    return turn;
  }

  /**
   * Waits for all of {@code stages}. The first failure fails the result at once; the other stages
   * go on. Cancelling the result cancels all of them.
   *
   * @return the values in the order of the stages
   */
  public static <T extends @Nullable Object> Task<List<T>> gather(
      Collection<? extends CompletionStage<? extends T>> stages) {
    return new GatherTask<T>(stages);
  }

  /** As {@link #gather(Collection)}. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T extends @Nullable Object> Task<List<T>> gather(
      CompletionStage<? extends T>... stages) {
    return new GatherTask<T>(List.of(stages));
  }

  /**
   * Waits until the first of {@code stages}, or all of them, have ended; it does not fail when they
   * do. Cancelling the result leaves the stages alone.
   *
   * @return which stages have ended and which have not, as of when the waiting method resumes
   * @throws IllegalArgumentException when there are no stages
   */
  public static <T extends @Nullable Object> Task<WaitResult<T>> waitFor(
      Collection<? extends CompletionStage<T>> stages, ReturnWhen when) {
    return new WaitTask<T>(stages, when);
  }

  /**
   * Gives the outcomes of {@code stages} in the order in which they end.
   *
   * <pre>{@code
   * for (Task<Page> next : asCompleted(fetches)) {
   *   show(await(next));
   * }
   * }</pre>
   *
   * @return as many tasks as there are stages; the first ends as the stage that ends first, and so
   *     on. Cancelling one of them cancels no stage, and it takes no outcome
   */
  public static <T extends @Nullable Object> List<Task<T>> asCompleted(
      Collection<? extends CompletionStage<? extends T>> stages) {
    return new AsCompleted<T>(stages).tasks();
  }

  /**
   * Waits for {@code stage}, but no longer than {@code limit}: then the stage is cancelled. The
   * result ends when the stage has, so that a cancelled body has cleaned up by then. A limit that
   * is not positive has passed already, unless the stage has ended.
   *
   * <pre>{@code
   * try {
   *   return completedFuture(await(timeout(fetch(uri), Duration.ofSeconds(5)), TimeoutException.class));
   * } catch (TimeoutException e) { ... }
   * }</pre>
   *
   * <p>Cancelling the result cancels the stage.
   *
   * @return what the stage ends with, even after the limit if its body went on when cancelled;
   *     fails as the stage fails, and with {@link java.util.concurrent.TimeoutException} when the
   *     stage was cancelled because of the limit
   * @throws IllegalStateException when the calling thread runs no loop
   */
  public static <T extends @Nullable Object> Task<T> timeout(
      CompletionStage<T> stage, Duration limit) {
    return TimeoutTask.start(EventLoop.current(), stage, limit);
  }

  /**
   * Keeps cancellation from {@code stage}: the result ends as the stage does, but when it is
   * cancelled, by itself or with the task that awaits it, the stage goes on.
   *
   * <pre>{@code
   * Task<Receipt> payment = spawn(() -> pay(order));
   * return completedFuture(await(shield(payment))); // who cancels this method cancels no payment
   * }</pre>
   */
  public static <T extends @Nullable Object> Task<T> shield(CompletionStage<T> stage) {
    return new ShieldTask<>(stage);
  }

  /**
   * Runs a function that blocks its thread, on a thread that may be blocked: a virtual thread where
   * there are any (Java 21), otherwise a thread of a bounded pool. Cancelling the task interrupts
   * the thread; the task ends when the function has.
   */
  public static <T extends @Nullable Object> Task<T> blocking(Callable<T> work) {
    return blocking(BlockingThreads.executor(), work);
  }

  /** As {@link #blocking(Callable)}, on an executor of the caller's choice. */
  public static <T extends @Nullable Object> Task<T> blocking(Executor executor, Callable<T> work) {
    return BlockingTask.start(executor, work);
  }

  /**
   * Turns an operation that tells its outcome by a call into a task.
   *
   * <pre>{@code
   * Task<Integer> read = fromCallback(callback -> channel.read(buffer, position, null, callback));
   *
   * Task<Reply> reply =
   *     fromCallback(
   *         callback -> {
   *           Call call = client.send(request, (answer, failure) -> callback.accept(answer, failure));
   *           callback.onCancel(call::abort);
   *         });
   * }</pre>
   *
   * <p>Cancelled, the task ends at once, and what {@link Callback#onCancel} was told is done. What
   * comes later is dropped.
   *
   * @param registrar begins the operation; called at once. What it throws fails the task, unless
   *     the callback has been called before: then it is logged
   */
  public static <T extends @Nullable Object> Task<T> fromCallback(
      Consumer<? super Callback<T>> registrar) {
    return CallbackTask.start(registrar);
  }
}
