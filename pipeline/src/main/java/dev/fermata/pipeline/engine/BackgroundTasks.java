package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;
import static java.util.Objects.requireNonNull;

import dev.fermata.async.Task;
import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.definition.BackgroundDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The tasks beside the stages of a run. Confined to the loop, apart from {@link #running}. */
final class BackgroundTasks {
  private record Running(String name, Task<Void> task) {}

  private final List<BackgroundDefinition> definitions;
  private final FailureLedger failures;
  private final List<Running> tasks = new ArrayList<>();
  private boolean ending;

  /** Copied when all have begun, for other threads. */
  private volatile List<Running> begun = List.of();

  BackgroundTasks(List<BackgroundDefinition> definitions, FailureLedger failures) {
    this.definitions = definitions;
    this.failures = failures;
  }

  /**
   * Each begins in a later turn, and before what is spawned after this.
   *
   * @param onFailure called when one has failed while the run goes on
   */
  void start(TaskGroup group, Runnable onFailure) {
    for (BackgroundDefinition each : definitions) {
      tasks.add(new Running(each.name(), group.spawn(each.name(), () -> run(each, onFailure))));
    }
    begun = List.copyOf(tasks);
  }

  private CompletionStage<Void> run(BackgroundDefinition definition, Runnable onFailure) {
    try {
      await(
          requireNonNull(
              definition.body().get(),
              () ->
                  "background task '%s' returned null in place of a stage (given at %s)"
                      .formatted(definition.name(), definition.origin())));
    } catch (Throwable failure) {
      if (!(ending && failure instanceof CancellationException)) {
        failures.add(new StageFailure(definition.name(), "failed in the background", failure));
        if (!ending) {
          onFailure.run();
        }
      }
    }
    return StageRun.DONE;
  }

  /** The run ends, and they with it; what they still throw is a failure of theirs. */
  void cancel() {
    ending = true;
    tasks.forEach(each -> each.task().cancel(true));
  }

  /** The names of those that have not ended. Safe from any thread. */
  Stream<String> running() {
    return begun.stream().filter(each -> !each.task().isDone()).map(Running::name);
  }
}
