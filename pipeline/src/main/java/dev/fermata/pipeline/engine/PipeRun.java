package dev.fermata.pipeline.engine;

import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.stats.LaneMeter;
import dev.fermata.pipeline.stats.RecordedOperation;
import dev.fermata.pipeline.stats.ThreadWork;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A stage that applies an operation, in as many {@linkplain PipeLane lanes} at most as operations
 * may be in flight. A lane is hired when all others are busy and the last of them is about to wait:
 * a stage whose operations are done at once works in one lane.
 */
final class PipeRun extends StageRun {

  /** How the stage applies its operation to an item. */
  interface Operation {
    /** In place of a result: what there was has been handed on. */
    Object EMITTED = new Object();

    /** Whatever goes wrong is in the stage returned. */
    CompletionStage<Object> start(PipeRun stage, Object item, long ticket, LaneMeter lane);
  }

  final Operation operation;
  final HandOffOrder order;
  final ItemFailures failures;
  final @Nullable KeyedItems keyed;

  private final int concurrency;

  private int lanesHired;

  /** Those that wait for an item, or were hired and have not begun. */
  private int lanesIdle;

  PipeRun(StagePlace place, Operation operation, StageSettings settings) {
    super(place, settings.hooks());
    this.operation = operation;
    this.concurrency = settings.concurrency();
    this.order = HandOffOrder.of(settings);
    this.failures = new ItemFailures(this, place, settings.limits(), settings.deadLetters());
    this.keyed = settings.key().map(key -> new KeyedItems(key, concurrency)).orElse(null);
  }

  @Override
  CompletionStage<Void> work(TaskGroup lanes) {
    return nextLane(lanes).run();
  }

  private PipeLane nextLane(TaskGroup lanes) {
    return new PipeLane(this, lane(lanesHired++), lanes);
  }

  /** A lane waits for an item, and for the next one nobody need be hired. */
  void isIdle() {
    lanesIdle++;
  }

  void isBusy() {
    lanesIdle--;
  }

  /**
   * A lane that holds an item is about to wait: another takes the next one, if there may be one.
   */
  void hireForTheNext(TaskGroup lanes) {
    if (lanesIdle == 0 && lanesHired < concurrency) {
      PipeLane lane = nextLane(lanes);
      isIdle();
      RecordedOperation holding = ThreadWork.pause(); // It is not for its item that the other runs.
      lanes.spawn(
          () -> {
            isBusy();
            return lane.run();
          });
      ThreadWork.exit(holding);
    }
  }
}
