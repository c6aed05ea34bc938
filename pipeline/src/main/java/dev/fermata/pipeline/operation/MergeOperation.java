package dev.fermata.pipeline.operation;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Merges several pipelines into one in an order of its own. Called once per run, and in a pipeline
 * with epochs once per epoch, on the pipeline's loop.
 *
 * <pre>{@code
 * CompletableFuture<Void> inTurn(List<MergeInput<String>> inputs, Emitter<String> out) {
 *   var left = new ArrayDeque<>(inputs);
 *   while (!left.isEmpty()) {
 *     MergeInput<String> input = left.remove();
 *     Optional<String> item = await(input.next());
 *     if (item.isPresent()) {
 *       await(out.emit(item.get()));
 *       left.add(input);
 *     }
 *   }
 *   return completedFuture(null);
 * }
 * }</pre>
 *
 * @param <T> what comes in
 * @param <R> what goes out
 */
@FunctionalInterface
public interface MergeOperation<T, R> {

  /**
   * Reads from the inputs and emits. When it returns early, the pipelines that have more to give
   * are cancelled. What it throws ends the pipeline.
   *
   * @return done when no item follows
   */
  CompletionStage<@Nullable Void> merge(List<MergeInput<T>> inputs, Emitter<R> out);
}
