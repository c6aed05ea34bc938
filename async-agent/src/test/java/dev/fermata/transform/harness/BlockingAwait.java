package dev.fermata.transform.harness;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * What {@code await} means, said with a blocked thread: the reference that transformed code is
 * compared with. Named by rewritten target classes.
 */
public final class BlockingAwait {

  private BlockingAwait() {}

  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw BlockingAwait.<RuntimeException>asUnchecked(Observation.unwrapped(e));
    }
  }

  public static <T, X extends Throwable> T await(CompletionStage<T> stage, Class<X> declared)
      throws X {
    return await(stage);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> X asUnchecked(Throwable failure) throws X {
    throw (X) failure;
  }
}
