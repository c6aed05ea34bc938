package dev.fermata.async;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an awaited stage that cannot be asked whether it is done: one that is no
 * CompletableFuture, or a minimal stage, which is one and throws when asked.
 */
final class ForeignStage extends Task<@Nullable Object> {

  private static final Class<?> MINIMAL =
      new CompletableFuture<>().minimalCompletionStage().getClass();

  private final CompletionStage<?> stage;

  private ForeignStage(CompletionStage<?> stage) {
    this.stage = Objects.requireNonNull(stage, "there is no stage to wait for");
    try {
      stage.whenComplete(this::stageEnded);
    } catch (Throwable unfit) {
      completeExceptionally(unfit); // what cannot be waited for has failed
    }
  }

  private void stageEnded(@Nullable Object value, @Nullable Throwable failure) {
    if (failure != null) {
      completeExceptionally(failure);
    } else {
      complete(value);
    }
  }

  /** Whether {@code stage} is done, so that its result can be had at once. */
  static boolean isReady(CompletionStage<?> stage) {
    if (isExact(stage)) {
      return ((CompletableFuture<?>) stage).isDone();
    }
    if (stage instanceof Task<?> task) {
      return task.isDone();
    }
    if (stage instanceof CompletableFuture<?> future && !isMinimal(future)) {
      return future.isDone();
    }
    return isDone(stage);
  }

  /**
   * Whether {@code stage} is a CompletableFuture of no subclass, as most are. What is then asked of
   * it the JIT compiles without a call, whatever other futures the program has; and so it does with
   * a task, of which nobody else can make subclasses.
   */
  static boolean isExact(CompletionStage<?> stage) {
    return stage.getClass() == CompletableFuture.class;
  }

  private static boolean isMinimal(CompletableFuture<?> future) {
    return future.getClass() == MINIMAL;
  }

  private static boolean isPlain(CompletionStage<?> stage) {
    return stage instanceof CompletableFuture<?> future && !isMinimal(future);
  }

  /** Whether {@code stage}, which is not plain, tells that it is done. */
  private static boolean isDone(CompletionStage<?> stage) {
    try {
      return stage.toCompletableFuture().isDone();
    } catch (RuntimeException untold) {
      return false; // allowed by its contract; it will be waited for
    }
  }

  /** The future whose result is that of {@code stage}, which is done. */
  static CompletableFuture<?> futureOf(@Nullable CompletionStage<?> stage) {
    if (stage == null) {
      throw new NullPointerException("await(null): there is no stage to wait for");
    }
    return isPlain(stage) ? (CompletableFuture<?>) stage : stage.toCompletableFuture();
  }

  /** The future to wait for instead of {@code stage}: itself if it is plain. */
  @SuppressWarnings("unchecked") // a stand-in ends with the value of the stage
  static <T extends @Nullable Object> CompletableFuture<T> adapt(CompletionStage<T> stage) {
    return (CompletableFuture<T>) (isPlain(stage) ? stage : new ForeignStage(stage));
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    try {
      stage.toCompletableFuture().cancel(mayInterruptIfRunning);
    } catch (UnsupportedOperationException uncancellable) {
      // It goes on unheard; who awaits it is cancelled all the same.
    }
    return super.cancel(mayInterruptIfRunning);
  }
}
