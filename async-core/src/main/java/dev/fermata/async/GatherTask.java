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
final class GatherTask<T extends @Nullable Object> extends Task<List<T>> implements CancelRelay {

  private final List<CompletableFuture<? extends T>> children = new ArrayList<>();

  /** Stages that have not ended well yet; counted down by whoever completes them. */
  private final AtomicInteger missing;

  /** Whether a value has a giver; written before the result is there, and read after it. */
  private boolean delivers;

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
    for (CompletableFuture<? extends T> child : children) {
      child.whenComplete((value, failure) -> Trampoline.run(() -> ended(failure)));
    }
  }

  private void ended(@Nullable Throwable failure) {
    if (failure != null) {
      completeExceptionally(Failure.unwrap(failure));
    } else if (missing.decrementAndGet() == 0) {
      if (cancelRequested) {
        undelivered();
        super.cancel(true); // though every child went on
      } else {
        delivers = children.stream().anyMatch(child -> giverOf(child) != null);
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

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return isDone() ? isCancelled() : new CancelRequest(mayInterruptIfRunning).send(this);
  }

  /** All that still run; the first that ends cancelled, or the last, ends this. */
  @Override
  public List<? extends CompletableFuture<?>> cancelTargets() {
    cancelRequested = true;
    return children.stream().filter(child -> !child.isDone()).toList();
  }

  @Override
  public boolean cancelHandedOn(
      boolean taken, List<? extends CompletableFuture<?>> targets, boolean mayInterruptIfRunning) {
    return taken || super.cancel(mayInterruptIfRunning);
  }

  @Override
  @Nullable Task<?> giver() {
    return delivers ? this : null;
  }

  @Override
  void undelivered() {
    children.forEach(Task::giveBack);
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
