package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;
import static java.util.Objects.requireNonNull;

import dev.fermata.async.Async;
import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.definition.StageSettings;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A stage that applies an operation. Each of its lanes takes an item, awaits the operation, waits
 * for its turn and for room downstream, and only then takes another: so operations in flight are
 * bounded by the number of lanes, whatever it is that they wait for.
 */
final class PipeRun extends StageRun {

  /** How the stage applies its operation to an item. */
  interface Operation {
    /** In place of a result: what there was has been handed on. */
    Object EMITTED = new Object();

    /** Whatever goes wrong is in the stage returned. */
    CompletionStage<Object> start(PipeRun stage, Object item, long ticket, LaneMeter lane);
  }

  private final Operation operation;
  private final int concurrency;
  private final HandOffOrder order;
  private final ItemFailures failures;
  private final @Nullable KeyedItems keyed;

  private int lanesHired;
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
    return lane(lanesHired++, lanes);
  }

  private CompletionStage<Void> lane(int number, TaskGroup lanes) {
    LaneMeter lane = lane(number);
    lane.waits();
    while (true) {
      if (letsOthersRun()) {
        await(Async.yieldNow());
      }
      long ticket = order.draw();
      long place = keyed == null ? 0 : keyed.draw();
      lanesIdle++;
      Object item = await(take());
      lanesIdle--;
      if (item instanceof Mark mark) {
        if (isEnd(mark)) {
          return DONE;
        }
        await(handOn(mark)); // It is its turn, as all before it is settled.
        settle();
        order.pass(ticket);
        if (keyed != null) {
          keyed.pass(place);
        }
        continue;
      }
      hireForTheNext(lanes);
      Object key = null;
      Object result = null;
      Throwable failure = null;
      if (keyed != null) {
        try {
          key = await(keyed.enter(item, place));
        } catch (Throwable thrown) {
          failure = thrown;
        }
      }
      lane.begins(item);
      try {
        if (failure == null) {
          result = unlessEmpty(await(operation.start(this, item, ticket, lane)));
        }
      } catch (ExecutorRefusal refusal) {
        throw end("has an executor that takes no more work", requireNonNull(refusal.getCause()));
      } catch (Throwable thrown) {
        failure = thrown;
      }
      lane.ends(failure);
      if (isEnding() && !(failure instanceof Error)) {
        throw new CancellationException(); // The operation may have ignored it.
      }
      // Judged at its turn: in input order, a failure that ends the pipeline leaves all before it.
      await(order.turn(ticket));
      failures.judge(item, failure);
      if (result == null) {
        if (failure == null) {
          lane.drops();
        }
      } else if (result != Operation.EMITTED) {
        await(handOn(result));
      }
      settle();
      order.pass(ticket);
      if (keyed != null && key != null) {
        keyed.leave(key);
      }
      lane.passed();
    }
  }

  /** So that a stage which never has much to do never has many lanes. */
  private void hireForTheNext(TaskGroup lanes) {
    if (lanesIdle == 0 && lanesHired < concurrency) {
      int number = lanesHired++;
      lanes.spawn(() -> lane(number, lanes));
    }
  }

  final HandOffOrder order() {
    return order;
  }

  private static @Nullable Object unlessEmpty(@Nullable Object result) {
    return result instanceof Optional<?> optional && optional.isEmpty() ? null : result;
  }
}
