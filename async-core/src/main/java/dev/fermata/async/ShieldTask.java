package dev.fermata.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Ends as its stage does, but is cancelled alone. */
final class ShieldTask<T extends @Nullable Object> extends RelayTask<T> {

  ShieldTask(CompletionStage<T> stage) {
    CompletableFuture<T> future = ForeignStage.adapt(stage);
    Listening.listen(this, future, () -> relay(future));
  }

  @Override
  public String name() {
    return "shield";
  }
}
