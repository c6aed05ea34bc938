package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;
import static java.util.Objects.requireNonNull;

import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.operation.MergeInput;
import dev.fermata.pipeline.operation.MergeOperation;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Merges branches as the user's operation says, which is called once for each epoch. When it
 * returns while there are items left, what is upstream is stopped.
 */
final class MergeRun extends StageRun {
  private final MergeOperation<Object, Object> operation;
  private final List<QueueInput> inputs;

  MergeRun(StagePlace place, MergeOperation<Object, Object> operation, List<QueueInput> inputs) {
    super(place);
    this.operation = operation;
    this.inputs = inputs;
  }

  @Override
  CompletionStage<Void> work(TaskGroup lanes) {
    while (true) {
      await(merge());
      if (inputs.stream().allMatch(input -> input.mark() instanceof Mark.Border)) {
        await(handOn(requireNonNull(inputs.get(0).mark())));
        inputs.forEach(QueueInput::passBorder);
      } else {
        stopUpstream();
        inputs.stream().map(QueueInput::mark).filter(Mark.CUT::equals).forEach(this::isEnd);
        return DONE;
      }
    }
  }

  private CompletionStage<?> merge() {
    CompletionStage<?> merging =
        operation.merge(List.<MergeInput<Object>>copyOf(inputs), this::emit);
    if (merging == null) {
      throw new NullPointerException(
          "the merge operation returned null in place of a CompletionStage");
    }
    return merging;
  }

  private CompletionStage<Void> emit(Object item) {
    await(handOn(requireNonNull(item, "a merge operation emits no null")));
    return DONE;
  }
}
