package dev.fermata.async;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of a {@link TaskGroup}: waits for the body and every child, and sums up their failures.
 */
final class GroupTask<T extends @Nullable Object> extends Task<T> implements CancelRelay {

  private final EventLoop loop;

  // Guarded by this. Others are cancelled, and this task is completed, outside of the lock.
  private final Set<Task<?>> children = new LinkedHashSet<>();
  private @Nullable CompletableFuture<?> body;
  private boolean bodyEnded;
  private @Nullable T value;
  private @Nullable Throwable failure;

  /** That of the body. Read after the result is there. */
  private @Nullable Task<?> giver;

  private boolean cancelled;

  /** Whether everybody has been asked to end; nobody new is taken. */
  private boolean aborting;

  GroupTask(EventLoop loop) {
    this.loop = loop;
  }

  void begin(Supplier<? extends CompletionStage<T>> start) {
    CompletableFuture<?> stage;
    try {
      CompletionStage<T> returned = start.get();
      if (returned == null) {
        throw new NullPointerException("the body of a task group returned null instead of a stage");
      }
      stage = ForeignStage.adapt(returned);
    } catch (Throwable thrown) {
      stage = CompletableFuture.failedFuture(thrown);
    }
    synchronized (this) {
      body = stage;
    }
    stage.whenComplete((result, thrown) -> Trampoline.run(() -> bodyEnded(result, thrown)));
  }

  void adopt(Task<?> child) {
    synchronized (this) {
      if (aborting || (bodyEnded && children.isEmpty())) {
        throw new IllegalStateException(
            "this task group has ended or is being cancelled: it takes no more tasks");
      }
      children.add(child);
    }
  }

  @SuppressWarnings("unchecked")
  private void bodyEnded(@Nullable Object result, @Nullable Throwable thrown) {
    List<Task<?>> toCancel = List.of();
    synchronized (this) {
      bodyEnded = true;
      if (thrown == null) {
        value = (T) result;
        giver = giverOf(body);
      } else {
        Throwable reason = Failure.unwrap(thrown);
        if (!(reason instanceof CancellationException)) {
          record(reason);
        } else if (!aborting) {
          cancelled = true;
        }
        toCancel = abort();
      }
    }
    toCancel.forEach(child -> child.cancel(true));
    endIfAllHaveEnded();
  }

  /**
   * Called before anybody else hears that a child has failed. The others are cancelled in the next
   * turn, so that siblings which fail in this one are heard, too; whoever waits for the child comes
   * after that.
   */
  void childFails(Throwable thrown) {
    Throwable reason = Failure.unwrap(thrown);
    if (reason instanceof CancellationException) {
      return;
    }
    synchronized (this) {
      record(reason);
    }
    loop.offer(this::cancelTheOthers);
  }

  void childEnded(Task<?> child) {
    synchronized (this) {
      children.remove(child);
    }
    endIfAllHaveEnded();
  }

  private void cancelTheOthers() {
    CompletableFuture<?> running;
    List<Task<?>> toCancel;
    synchronized (this) {
      running = aborting ? null : body;
      toCancel = abort();
    }
    if (running != null) {
      running.cancel(true);
    }
    toCancel.forEach(sibling -> sibling.cancel(true));
  }

  private void record(Throwable reason) {
    if (failure == null) {
      failure = reason;
    } else if (failure != reason) {
      failure.addSuppressed(reason);
    }
  }

  /** Whom to cancel, the first time; nobody later. Needs the lock. */
  private List<Task<?>> abort() {
    if (aborting) {
      return List.of();
    }
    aborting = true;
    return List.copyOf(children);
  }

  private void endIfAllHaveEnded() {
    Throwable reason;
    synchronized (this) {
      if (!bodyEnded || !children.isEmpty()) {
        return;
      }
      reason = failure != null ? failure : cancelled ? new CancellationException() : null;
    }
    if (reason != null) {
      completeExceptionally(reason);
    } else {
      complete(value);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return isDone() ? isCancelled() : new CancelRequest(mayInterruptIfRunning).send(this);
  }

  /** The body, whose end then cancels the children; the children, if the body has ended. */
  @Override
  public List<? extends CompletableFuture<?>> cancelTargets() {
    synchronized (this) {
      if (!bodyEnded && body != null) {
        return List.of(body);
      }
      cancelled |= bodyEnded;
      return bodyEnded ? abort() : List.of();
    }
  }

  @Override
  public boolean cancelHandedOn(
      boolean taken, List<? extends CompletableFuture<?>> targets, boolean mayInterruptIfRunning) {
    return true;
  }

  @Override
  List<? extends CompletableFuture<?>> members() {
    synchronized (this) {
      var members = new ArrayList<CompletableFuture<?>>(children);
      if (body != null && !bodyEnded) {
        members.add(0, body);
      }
      return members;
    }
  }

  @Override
  @Nullable Task<?> giver() {
    return giver;
  }

  @Override
  public String name() {
    return "task group";
  }
}
