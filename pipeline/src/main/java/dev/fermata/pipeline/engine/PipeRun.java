package dev.fermata.pipeline.engine;

import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.stats.LaneMeter;
import dev.fermata.pipeline.stats.RecordedOperation;
import dev.fermata.pipeline.stats.ThreadWork;
import java.util.ArrayDeque;
import java.util.Queue;
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

  final Admission admission;

  /** Null until the stage begins. */
  private @Nullable TaskGroup lanes;

  /** Of lanes that were dismissed, for those that are hired next. */
  private final Queue<LaneMeter> spareMeters = new ArrayDeque<>(0);

  private int lanesHired;

  /** Those that wait for an item, or were hired and have not begun. */
  private int lanesIdle;

  private boolean exhausted;

  PipeRun(StagePlace place, Operation operation, StageSettings settings) {
    super(place, settings.hooks());
    this.operation = operation;
    this.order = HandOffOrder.of(settings);
    this.admission = new Admission(settings, order);
    this.failures = new ItemFailures(this, place, settings.limits(), settings.deadLetters());
    this.keyed =
        settings.key().map(key -> new KeyedItems(key, settings.concurrency())).orElse(null);
  }

  @Override
  CompletionStage<Void> work(TaskGroup group) {
    lanes = group;
    return nextLane(group).run();
  }

  private PipeLane nextLane(TaskGroup group) {
    int number = lanesHired++;
    LaneMeter spare = spareMeters.poll();
    return new PipeLane(this, spare != null ? spare : lane(number), group);
  }

  /**
   * Lets that many operations be in flight from now on. With fewer than before, those under way go
   * on, and lanes that are too many leave as they have handed on what they hold.
   */
  void concurrency(int operations) {
    admission.concurrency(operations);
    measureFor(operations);
    if (lanes != null && !exhausted && !isEnding()) {
      hireForTheNext(lanes);
    }
  }

  /** Whether the lane, which holds no item, is one too many and is to leave. */
  boolean dismisses(LaneMeter meter) {
    if (lanesHired <= admission.concurrency()) {
      return false;
    }
    lanesHired--;
    spareMeters.add(meter);
    return true;
  }

  /** No item follows, and so no lane need be hired. */
  void isExhausted() {
    exhausted = true;
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
  void hireForTheNext(TaskGroup group) {
    if (lanesIdle == 0 && lanesHired < admission.concurrency()) {
      PipeLane lane = nextLane(group);
      isIdle();
      RecordedOperation holding = ThreadWork.pause(); // It is not for its item that the other runs.
      group.spawn(
          () -> {
            isBusy();
            return lane.run();
          });
      ThreadWork.exit(holding);
    }
  }
}
