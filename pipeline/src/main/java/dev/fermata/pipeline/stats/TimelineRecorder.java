package dev.fermata.pipeline.stats;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes down who ran when, in bounded memory: so many operations, and so many stretches of each.
 * Told by any thread, read by any.
 */
public final class TimelineRecorder implements OperationListener {
  private static final Logger LOG = LoggerFactory.getLogger(TimelineRecorder.class);
  private static final Object LEFT_OUT = new Object();

  private final TimelineSettings settings;
  private final LongSupplier nanoTime;

  // Guarded by this.
  private final ArrayDeque<RecordedOperation> kept = new ArrayDeque<>();
  private long leftOut;

  /** Written by whichever thread sees a label fail first; a late reader does no harm. */
  private volatile boolean labelsFail;

  public TimelineRecorder(TimelineSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    ThreadWork.use();
  }

  /** In the order in which they began. */
  public List<RecordedOperation.Reading> operations() {
    List<RecordedOperation> all;
    synchronized (this) {
      all = List.copyOf(kept);
    }
    return all.stream().map(RecordedOperation::read).toList();
  }

  /** Operations that are not kept, as there were more than the limit. */
  public synchronized long leftOut() {
    return leftOut;
  }

  public TimelineSettings settings() {
    return settings;
  }

  @Override
  public Object started(String stage, int lane, Object item, long at) {
    return !settings.latest() && isFull()
        ? leaveOut()
        : keep(new RecordedOperation(nanoTime, this::label, stage, lane, item, at));
  }

  private synchronized boolean isFull() {
    return kept.size() == settings.limit();
  }

  private synchronized Object leaveOut() {
    leftOut++;
    return LEFT_OUT;
  }

  private synchronized Object keep(RecordedOperation operation) {
    if (isFull()) {
      leftOut++;
      if (!settings.latest()) {
        return LEFT_OUT;
      }
      kept.removeFirst();
    }
    kept.add(operation);
    return operation;
  }

  private String label(Object item) {
    if (!labelsFail) {
      try {
        return settings.label().apply(item);
      } catch (RuntimeException failure) {
        labelsFail = true;
        LOG.error("an item has no label; from now on items go by their class", failure);
      }
    }
    return item.getClass().getSimpleName();
  }

  @Override
  public void runs(Object told, long at) {
    if (told instanceof RecordedOperation operation) {
      ThreadWork.begin(operation, at);
    }
  }

  @Override
  public void worked(Object told, long from, long to) {
    if (told instanceof RecordedOperation operation) {
      operation.worked(ThreadWork.nameOfThread(), from, to);
    }
  }

  @Override
  public void yields(Object told, long at) {
    if (told instanceof RecordedOperation operation) {
      operation.yields(at);
    }
  }

  @Override
  public void resumed(Object told, long at) {
    if (told instanceof RecordedOperation operation) {
      operation.resumes(at);
    }
  }

  @Override
  public void ended(Object told, long at, @Nullable Throwable failure) {
    if (told instanceof RecordedOperation operation) {
      ThreadWork.end(operation, at);
      operation.ends(at, failure);
    }
  }

  @Override
  public void left(Object told, long at) {
    if (told instanceof RecordedOperation operation) {
      operation.leaves(at);
    }
  }
}
