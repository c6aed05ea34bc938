package dev.fermata.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Told of each operation as it begins and as it ends: enough to draw who ran when.
 *
 * <p>Called on the pipeline's event loop, for the source on the thread that reads it, so two calls
 * may come at the same time. Must be quick. An observer that throws is logged and told nothing
 * more; the pipeline goes on.
 *
 * <pre>{@code
 * Pipeline.from(uris).pipe(loader::fetch).observe(timeline).build();
 * }</pre>
 */
public interface PipelineObserver {

  /**
   * An operation under way; the same instance is given when it ends.
   *
   * @param stage the stage's name, unique in the pipeline; {@code source} for reading the source
   * @param lane 0 up to the stage's concurrency - 1; two operations in flight never share one
   * @param item what is worked on; for the source what it has read, for an aggregate the list that
   *     it fills
   * @param startNanos when it was called, in the time of {@link System#nanoTime}
   */
  record Operation(String stage, int lane, Object item, long startNanos) {}

  /** An operation begins. */
  default void operationStarted(Operation operation) {}

  /**
   * An operation has ended.
   *
   * @param endNanos when its result was there, in the time of {@link System#nanoTime}
   * @param failure why there is none, {@code null} after success
   */
  default void operationEnded(Operation operation, long endNanos, @Nullable Throwable failure) {}
}
