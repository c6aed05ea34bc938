package dev.fermata.pipeline.random;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.pipeline.operation.Emitter;
import dev.fermata.pipeline.operation.MergeInput;
import dev.fermata.pipeline.operation.MergeOperation;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Takes one item of each input that has some, again and again.
 *
 * @param most items that it emits before it returns
 */
record InTurn(int most) implements MergeOperation<String, String> {

  @Override
  public CompletableFuture<@Nullable Void> merge(
      List<MergeInput<String>> inputs, Emitter<String> out) {
    var left = new ArrayDeque<>(inputs);
    int emitted = 0;
    while (!left.isEmpty() && emitted < most) {
      MergeInput<String> input = left.remove();
      Optional<String> item = await(input.next());
      if (item.isPresent()) {
        await(out.emit(item.get()));
        emitted++;
        left.add(input);
      }
    }
    return completedFuture(null);
  }
}
