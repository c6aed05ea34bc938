package dev.fermata.pipeline.operation;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An async operation that makes any number of results of one item.
 *
 * @param <T> what it takes
 * @param <R> what it emits
 */
@FunctionalInterface
public interface EmittingOperation<T, R> {

  /**
   * Works on one item; called on the pipeline's loop.
   *
   * @return done when all results were emitted
   */
  CompletionStage<@Nullable Void> apply(T item, Emitter<R> out);
}
