package dev.fermata.async;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * All that emitted code calls. Not for users, who see a continuation as {@link Task}.
 *
 * <p>A continuation is a suspended call of an async method: its saved values (in the subclasses,
 * {@link Frames}), its result, and its own wake-up. Emitted code makes one at the first real
 * suspension of a call and uses it for all later ones.
 */
public abstract class Continuation<T extends @Nullable Object> extends SuspendedCall<T> {

  protected Continuation(Body body) {
    super(body);
  }

  // ---- Before and without a suspension ----

  /** Whether awaiting {@code stage} would not suspend. Null does not: it fails. */
  public static boolean isReady(@Nullable CompletionStage<?> stage) {
    return stage == null || ForeignStage.isReady(stage);
  }

  /** The value of {@code stage}, which is ready, or its failure, thrown as it is. */
  public static @Nullable Object result(@Nullable CompletionStage<?> stage) {
    // One question for the class, not one in each: this is all that a finished await costs.
    if (stage != null && ForeignStage.isExact(stage)) {
      var plain = (CompletableFuture<?>) stage;
      return plain.isCompletedExceptionally() ? raise(plain) : plain.join();
    }
    if (stage instanceof Task<?> task) {
      return Task.hasFailed(task) ? raise(task) : Task.valueOf(task);
    }
    CompletableFuture<?> other = ForeignStage.futureOf(stage);
    return other.isCompletedExceptionally() ? raise(other) : other.join();
  }

  /** Throws the failure of {@code failed} as it is. */
  private static Object raise(CompletableFuture<?> failed) {
    throw Failure.raise(FailureTrace.finished(Failure.of(failed)));
  }

  /** What {@code return completedFuture(value)} returns. */
  public static CompletableFuture<?> completed(
      @Nullable Object value, @Nullable Continuation<?> continuation) {
    if (continuation == null) {
      return CompletableFuture.completedFuture(value);
    }
    continuation.endWith(value);
    return ENDED;
  }

  /** What a call returns whose body threw {@code failure} before it was ever suspended. */
  public static Task<?> failed(Throwable failure) {
    var task = new Task<@Nullable Object>();
    task.completeExceptionally(failure);
    return task;
  }

  /** What a call returns whose body returned null instead of a stage. */
  public static Task<?> returnedNull(String method) {
    return failed(Failure.nullInsteadOfStage(method));
  }

  /** Makes {@code result} end as {@code task} does, and cancels the task when it is cancelled. */
  public static CompletableFuture<?> forward(Task<?> task, CompletableFuture<?> result) {
    Forwarding.relay(task, result, Failure::unwrap);
    result.whenComplete(
        (value, failure) -> {
          if (result.isCancelled()) {
            task.cancel(true);
          }
        });
    return result;
  }

  /**
   * Bootstrap method: links the body of an async method when it is suspended for the first time.
   */
  public static CallSite body(
      MethodHandles.Lookup caller,
      String name,
      MethodType type,
      MethodHandle resume,
      String method,
      String file,
      String lines)
      throws Throwable {
    return BodyLinkage.link(caller, type, resume, method, file, lines);
  }

  // ---- On the frame of a suspended call ----

  /** Index of the suspension point to resume at. */
  public final int state() {
    return suspensionPoint();
  }

  /** The stage whose result is that of the await. */
  public final CompletionStage<?> resumed() {
    return takeAwaited();
  }

  /**
   * Suspends the call until {@code stage} ends. Another thread may be running it already when this
   * returns. Never throws: a stage that cannot be waited for fails the await.
   */
  public final Task<?> suspend(CompletionStage<?> stage, int suspensionPoint) {
    suspendAt(stage, suspensionPoint);
    return this;
  }
}
