package dev.fermata.pipeline.operation;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes the results of an operation that has any number of them. To be called on the pipeline's
 * loop, and only until the operation's own future is done.
 *
 * <pre>{@code
 * CompletableFuture<Void> lines(Path file, Emitter<String> out) {
 *   for (String line : await(blocking(() -> Files.readAllLines(file)))) {
 *     await(out.emit(line));
 *   }
 *   return completedFuture(null);
 * }
 * }</pre>
 *
 * @param <R> type of the results
 */
@FunctionalInterface
public interface Emitter<R> {

  /**
   * Hands on one result.
   *
   * @param result {@code null} is refused
   * @return done when there is room for another; who does not wait for it has no back-pressure
   */
  CompletionStage<@Nullable Void> emit(R result);
}
