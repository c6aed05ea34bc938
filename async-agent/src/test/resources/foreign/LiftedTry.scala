package dev.fermata.transform.foreign.targets

import dev.fermata.async.Async.await
import java.util.concurrent.CompletableFuture

class LiftedTry {
  def operand(text: CompletableFuture[String]): CompletableFuture[String] =
    CompletableFuture.completedFuture("a" + (
      try await(text)
      catch { case e: IllegalStateException => e.getMessage }))
}
