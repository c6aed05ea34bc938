package dev.fermata.pipeline;

import dev.fermata.pipeline.PipelineObserver.Operation;
import dev.fermata.pipeline.stats.OperationListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands between the engine and a user's observer, which may throw. */
final class ObserverRelay implements OperationListener {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final PipelineObserver observer;

  /** Written by whichever thread sees the observer throw first; a late reader does no harm. */
  private volatile boolean broken;

  ObserverRelay(PipelineObserver observer) {
    this.observer = observer;
  }

  @Override
  public Object started(String stage, int lane, Object item, long nanoTime) {
    var operation = new Operation(stage, lane, item, nanoTime);
    if (!broken) {
      try {
        observer.operationStarted(operation);
      } catch (RuntimeException | Error e) {
        abandon(e);
      }
    }
    return operation;
  }

  @Override
  public void ended(Object operation, long nanoTime, @Nullable Throwable failure) {
    if (!broken) {
      try {
        observer.operationEnded((Operation) operation, nanoTime, failure);
      } catch (RuntimeException | Error e) {
        abandon(e);
      }
    }
  }

  private void abandon(Throwable failure) {
    broken = true;
    LOG.error("observer {} threw and is told nothing more", observer, failure);
  }
}
