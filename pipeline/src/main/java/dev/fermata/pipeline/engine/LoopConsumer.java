package dev.fermata.pipeline.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Consumes results on the loop, where they are made, up to the next boundary, while another thread
 * waits for that. Confined to the loop, except for what waits.
 */
final class LoopConsumer {
  private final Consumer<Object> action;

  /** Whether a boundary was reached; failed with what the action threw. */
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();

  /** Written before the end is told. */
  private Mark boundary = Mark.END;

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
    } catch (Throwable thrown) {
      end.completeExceptionally(thrown);
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

  /** By the thread that waits: whether a boundary was reached. */
  boolean await() throws InterruptedException, ExecutionException {
    return end.get();
  }

  /** As {@link #await}, and an interrupt is left for later. */
  boolean awaitUninterrupted() throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return end.get();
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
