package dev.fermata.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends when all of its stages have ended well, or the first of them has failed. It hears of all of
 * them itself, without an object for each.
 */
final class GatherTask<T extends @Nullable Object> extends Task<List<T>>
    implements BiConsumer<Object, Throwable>, TaskWaiter, Runnable, CancelRelay {

  private final List<CompletableFuture<? extends T>> children;

  /** Stages that have not ended well yet; counted down by whoever completes them. */
  private final AtomicInteger missing;

  /** Whether a value has a giver; written before the result is there, and read after it. */
  private boolean delivers;

  /** Written by whoever cancels this task, before it cancels the children. */
  private volatile boolean cancelRequested;

  GatherTask(Collection<? extends CompletionStage<? extends T>> stages) {
    children = new ArrayList<>(stages.size());
    for (CompletionStage<? extends T> stage : stages) {
      children.add(ForeignStage.adapt(stage));
    }
    missing = new AtomicInteger(children.size());
    if (children.isEmpty()) {
      complete(List.of());
    }
    for (CompletableFuture<? extends T> child : children) {
      listenTo(child);
    }
  }

  private void listenTo(CompletableFuture<? extends T> child) {
    if (!(child instanceof Task<?> task)) {
      child.whenComplete(this);
    } else if (!task.addWaiter(this)) {
      task.look();
      wake(task);
    }
  }

  /** Told by a task. */
  @Override
  public void wake(Task<?> ended) {
    if (hasFailed(ended)) {
      failed(Failure.of(ended));
    } else {
      endedWell();
    }
  }

  /** Told by a future that is no task. */
  @Override
  public void accept(@Nullable Object value, @Nullable Throwable failure) {
    if (failure != null) {
      failed(Failure.unwrap(failure));
    } else {
      endedWell();
    }
  }

  private void failed(Throwable failure) {
    Trampoline.run(() -> completeExceptionally(failure));
  }

  private void endedWell() {
    if (missing.decrementAndGet() == 0) {
      Trampoline.run(this);
    }
  }

  /** Every stage has ended well. */
  @Override
  public void run() {
    if (cancelRequested) {
      undelivered();
      super.cancel(true); // though every child went on
    } else {
      delivers = children.stream().anyMatch(child -> giverOf(child) != null);
      complete(values());
    }
  }

  @SuppressWarnings("unchecked")
  private List<T> values() {
    List<T> values = new ArrayList<>(children.size()); // may hold null, as List.copyOf may not
    for (CompletableFuture<? extends T> child : children) {
      values.add((T) valueOf(child));
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
