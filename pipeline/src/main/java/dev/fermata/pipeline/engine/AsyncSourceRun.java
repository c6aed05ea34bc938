package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.Async;
import dev.fermata.async.TaskGroup;
import dev.fermata.pipeline.stats.LaneMeter;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls an async method for one item after the other, until it yields the value that means end. */
final class AsyncSourceRun extends StageRun {
  private final Supplier<? extends CompletionStage<?>> read;
  private final @Nullable Object end;

  private long itemsRead;

  AsyncSourceRun(
      StagePlace place, Supplier<? extends CompletionStage<?>> read, @Nullable Object end) {
    super(place);
    this.read = read;
    this.end = end;
  }

  @Override
  CompletionStage<Void> work(TaskGroup lanes) {
    LaneMeter lane = lane(0);
    lane.waits();
    while (true) {
      if (letsOthersRun()) {
        await(Async.yieldNow());
      }
      lane.resumes();
      Object item;
      try {
        item = await(readNext());
      } catch (Throwable failure) {
        if (!isEnding()) {
          lane.came(read, failure);
        }
        throw failure;
      }
      if (Objects.equals(item, end)) {
        return DONE;
      }
      Object present = present(item);
      lane.came(present, null);
      await(handOn(present));
    }
  }

  private CompletionStage<?> readNext() {
    CompletionStage<?> next = read.get();
    if (next == null) {
      throw new NullPointerException(
          "the source returned null in place of a CompletionStage after %d items"
              .formatted(itemsRead));
    }
    return next;
  }

  private Object present(@Nullable Object item) {
    if (item == null) {
      throw SourceReading.nullItem(itemsRead);
    }
    itemsRead++;
    return item;
  }
}
