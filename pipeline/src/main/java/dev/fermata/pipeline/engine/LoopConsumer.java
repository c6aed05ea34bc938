package dev.fermata.pipeline.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Consumes results on the loop, where they are made, up to the next boundary, while another thread
 * waits for that. Confined to the loop, except for what waits.
 */
final class LoopConsumer {
  private final Consumer<Object> action;

  /** Whether it came to its end, a boundary or what the action threw. */
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();

  // Written before the end is told. What was thrown is not told by the future, which would take
  // some exceptions out of others.
  private Mark boundary = Mark.END;
  private @Nullable Throwable thrown;

  LoopConsumer(Consumer<Object> action) {
    this.action = action;
  }

  /** Consumes an item or a mark. Whether it goes on; what the action throws ends it. */
  boolean consume(Object item) {
    if (item instanceof Mark mark) {
      reach(mark);
      return false;
    }
    try {
      action.accept(item);
      return true;
    } catch (Throwable failure) {
      thrown = failure;
      end.complete(true);
      return false;
    }
  }

  void reach(Mark mark) {
    boundary = mark;
    end.complete(true);
  }

  /** Whoever waits wants nothing more. */
  void leave() {
    end.complete(false);
  }

  /** By the thread that waits: whether a boundary was reached; throws what the action threw. */
  boolean await() throws InterruptedException, ExecutionException {
    boolean reached = end.get();
    if (thrown != null) {
      throw new ExecutionException(thrown);
    }
    return reached;
  }

  /** As {@link #await}, and an interrupt is left for later. */
  boolean awaitUninterrupted() throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** To be asked once it was reached. */
  Mark boundary() {
    return boundary;
  }
}
