package dev.fermata.pipeline.engine;

import java.util.concurrent.CompletableFuture;

/** What comes before a stage that makes its items itself. */
final class NoItems {
  static final Inlet INLET = new EmptyInlet();
  static final Upstream UPSTREAM = () -> {};

  private NoItems() {}

  private static final class EmptyInlet implements Inlet {
    @Override
    public CompletableFuture<Object> take() {
      return CompletableFuture.completedFuture(Mark.END);
    }

    @Override
    public Object poll() {
      return Mark.END;
    }

    @Override
    public void settle() {}
  }
}
