package dev.fermata.async;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Ends as its stage does, but is cancelled alone. */
final class ShieldTask<T extends @Nullable Object> extends RelayTask<T> {

  private final CompletableFuture<T> stage;

  ShieldTask(CompletionStage<T> shielded) {
    CompletableFuture<T> future = ForeignStage.adapt(shielded);
    this.stage = future;
    Listening.listen(this, future, () -> relay(future));
  }

  @Override
  List<? extends CompletableFuture<?>> members() {
    return List.of(stage);
  }

  @Override
  public String name() {
    return "shield";
  }
}
