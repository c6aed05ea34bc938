package dev.fermata.transform.foreign.targets

import dev.fermata.async.Async
import java.util.concurrent.CompletableFuture

class DynamicCall {
  static CompletableFuture<String> call(CompletableFuture<String> text) {
    return CompletableFuture.completedFuture(Async.await(text))
  }
}
