package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.Async;
import dev.fermata.async.Task;
import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.operation.StageHook;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a run: a task in the run's group, whose lanes are tasks in a group of its own.
 * Confined to the loop.
 *
 * <p>It ends in one of three ways. Its source is exhausted: the end mark goes downstream. It fails:
 * what comes before it is stopped, and the end mark follows what it has handed on, so that
 * everything downstream is still delivered. It is stopped, because nobody will take what it yields.
 */
abstract class StageRun implements Upstream {
  static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private static final int ITEMS_IN_A_ROW = 256;

  private final StagePlace place;
  private final StageHooks hooks;

  /** Written by the loop when the stage begins, read by whoever wants to know what still runs. */
  private volatile @Nullable Task<Void> task;

  private Mark end = Mark.END;
  private int itemsTaken;
  private boolean ending;
  private boolean stopped;

  StageRun(StagePlace place) {
    this(place, List.of());
  }

  StageRun(StagePlace place, List<StageHook> hooks) {
    this.place = place;
    this.hooks = new StageHooks(hooks);
  }

  /** Takes items until an end comes; more lanes may be spawned in the group. */
  abstract CompletionStage<Void> work(TaskGroup lanes);

  /** A stage that was stopped before never begins. */
  final void start(TaskGroup stages) {
    if (!stopped) {
      task = stages.spawn(this::run);
    }
  }

  private CompletionStage<Void> run() {
    try {
      await(hooks.around(() -> TaskGroup.run(this::work)));
      if (!ending) {
        await(place.out().put(end));
      }
    } catch (Throwable thrown) {
      if (hooks.failed(thrown) && !(ending && thrown instanceof CancellationException)) {
        end("has a hook that failed", thrown);
      } else if (!ending) { // Else it was stopped, or a lane has said already what happened.
        end("failed", thrown);
      }
    }
    return DONE;
  }

  @Override
  public void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    ending = true;
    Task<Void> begun = task;
    if (begun != null) {
      begun.cancel(true);
    }
    place.upstream().stop();
  }

  final String name() {
    return place.stage();
  }

  /** Whether it has begun and not ended. Safe from any thread. */
  final boolean isRunning() {
    Task<Void> begun = task;
    return begun != null && !begun.isDone();
  }

  final void stopUpstream() {
    place.upstream().stop();
  }

  /**
   * Whether it is time to await the next turn of the loop: where neither source nor operations ever
   * wait, nobody else would be heard for long.
   */
  final boolean letsOthersRun() {
    return ++itemsTaken % ITEMS_IN_A_ROW == 0;
  }

  /** A lane settles what it took before it takes again. */
  final CompletionStage<Object> take() {
    return place.in().take();
  }

  /** As {@link #take()}; the item may come by {@code taker} first. */
  final CompletionStage<Object> take(Passing taker) {
    return place.in().take(taker);
  }

  /** What {@link #take} would take, if it is there. */
  final @Nullable Object poll() {
    return place.in().poll();
  }

  final void settle() {
    place.in().settle();
  }

  /** Whether no item follows; the stage will then end in the same way as what came before it. */
  final boolean isEnd(Object item) {
    boolean isEnd = item instanceof Mark.End;
    if (isEnd) {
      end = (Mark) item;
    }
    return isEnd;
  }

  /** Done when there is room. A lane cancelled before that leaves the item in line. */
  final CompletionStage<?> handOn(Object item) {
    return place.out().put(item);
  }

  /** Done when there is room; to cancel it leaves in line what waits. */
  static CompletionStage<?> waitFor(CompletionStage<?> room) {
    return isThere(room) ? room : Async.shield(room);
  }

  /** Whether nobody need wait for {@code room}, which is one of the engine's own futures. */
  static boolean isThere(CompletionStage<?> room) {
    return room instanceof CompletableFuture<?> known && known.isDone();
  }

  final void measureFor(int concurrency) {
    place.meter().concurrency(concurrency);
  }

  final LaneMeter lane(int number) {
    return place.meter().lane(number);
  }

  /** Whether this stage is on its way out, so that a cancelled operation is no failure. */
  final boolean isEnding() {
    return ending;
  }

  /** For whoever would begin something, or hand something on, that nobody wants any more. */
  final void ensureNotEnding() {
    if (ending) {
      throw new CancellationException();
    }
  }

  /**
   * Ends the stage and the pipeline with it: downstream, the end mark follows what has been handed
   * on, without waiting for operations that do not heed their cancellation.
   *
   * @return what a lane is to throw, so that the others are cancelled
   */
  final StageEnded end(String reason, Throwable failure) {
    place.context().failures().add(new StageFailure(place.stage(), reason, failure));
    if (!ending) {
      ending = true;
      place.upstream().stop();
      place.out().put(Mark.CUT);
    }
    return new StageEnded(failure);
  }
}
