package dev.fermata.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Ends when all of its stages have ended well, or the first of them has failed. */
final class GatherTask<T extends @Nullable Object> extends Task<List<T>> {

  private final List<CompletableFuture<? extends T>> children = new ArrayList<>();

  /** Stages that have not ended well yet; counted down by whoever completes them. */
  private final AtomicInteger missing;

  /** Written by whoever cancels this task, before it cancels the children. */
  private volatile boolean cancelRequested;

  GatherTask(Collection<? extends CompletionStage<? extends T>> stages) {
    for (CompletionStage<? extends T> stage : stages) {
      children.add(ForeignStage.adapt(stage));
    }
    this.missing = new AtomicInteger(children.size());
    if (children.isEmpty()) {
      complete(List.of());
    }
    children.forEach(child -> child.whenComplete((value, failure) -> ended(failure)));
  }

  private void ended(@Nullable Throwable failure) {
    if (failure != null) {
      completeExceptionally(Failure.unwrap(failure));
    } else if (missing.decrementAndGet() == 0) {
      if (cancelRequested) {
        super.cancel(true); // though every child went on
        undelivered();
      } else {
        complete(values());
      }
    }
  }

  private List<T> values() {
    List<T> values = new ArrayList<>(children.size()); // may hold null, as List.copyOf may not
    for (CompletableFuture<? extends T> child : children) {
      values.add(child.join());
    }
    return Collections.unmodifiableList(values);
  }

  /** Asks all that still run to end; the first that does so cancelled, or the last, ends this. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    cancelRequested = true;
    boolean taken = false;
    for (CompletableFuture<? extends T> child : children) {
      if (!child.isDone()) {
        taken |= child.cancel(mayInterruptIfRunning);
      }
    }
    return taken || super.cancel(mayInterruptIfRunning);
  }

  @Override
  void undelivered() {
    for (CompletableFuture<? extends T> child : children) {
      if (child instanceof Task<?> task) {
        task.undelivered();
      }
    }
  }

  @Override
  List<? extends CompletableFuture<?>> members() {
    return children;
  }

  @Override
  public String name() {
    return "gather";
  }
}
