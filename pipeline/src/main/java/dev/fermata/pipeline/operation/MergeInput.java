package dev.fermata.pipeline.operation;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One of the pipelines that a {@link MergeOperation} merges. To be used on the pipeline's loop.
 *
 * @param <T> type of the items
 */
public interface MergeInput<T> {

  /**
   * The next item of this input; empty after the last, as often as one asks. To be awaited before
   * it is called again.
   */
  CompletionStage<Optional<T>> next();
}
