package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.pipeline.operation.StageHook;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hooks around one stage of one run, the first of them outermost. Confined to the loop. */
final class StageHooks {
  private final List<StageHook> hooks;

  /** What the stage itself has thrown, and is therefore no failure of a hook. */
  private @Nullable Throwable ofStage;

  private int runs;

  StageHooks(List<StageHook> hooks) {
    this.hooks = hooks;
  }

  /** Done when the work and all hooks have ended. */
  CompletionStage<?> around(Supplier<CompletionStage<?>> work) {
    if (hooks.isEmpty()) {
      return work.get();
    }
    Supplier<CompletionStage<?>> inner = () -> once(work);
    for (int i = hooks.size() - 1; i >= 0; i--) {
      StageHook hook = hooks.get(i);
      Supplier<CompletionStage<?>> within = inner;
      inner = () -> around(hook, within);
    }
    return inner.get();
  }

  private CompletionStage<?> once(Supplier<CompletionStage<?>> work) {
    if (runs++ > 0) {
      throw new IllegalStateException("aroundStage may run its stage only once");
    }
    try {
      await(work.get());
      return StageRun.DONE;
    } catch (Throwable thrown) {
      ofStage = thrown;
      throw thrown;
    }
  }

  private CompletionStage<?> around(StageHook hook, Supplier<CompletionStage<?>> work) {
    CompletionStage<?> ended = hook.aroundStage(work);
    if (ended == null) {
      throw new NullPointerException(
          "aroundStage of %s returned null in place of a CompletionStage".formatted(hook));
    }
    await(ended);
    if (runs == 0) {
      throw new IllegalStateException(
          "aroundStage of %s ended without having run the stage: await what it is given"
              .formatted(hook));
    }
    return StageRun.DONE;
  }

  /** Whether {@code thrown}, which came out of {@link #around}, is a failure of a hook. */
  boolean failed(Throwable thrown) {
    return !hooks.isEmpty() && thrown != ofStage;
  }
}
