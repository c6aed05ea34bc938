package dev.fermata.pipeline.stats;

import org.jspecify.annotations.Nullable;

/** Counts a lane's operations, and looks at no clock. */
final class CountingLane extends LaneMeter {

  CountingLane(StageMeter stage) {
    super(stage);
  }

  @Override
  public void waits() {}

  @Override
  public void begins(Object item) {
    stage.started.increment();
  }

  @Override
  public void yields() {}

  @Override
  public void ends(@Nullable Throwable failure) {
    countsEnd(failure);
  }

  @Override
  public void passed() {}

  @Override
  public void resumes() {}

  @Override
  public void did(Object item, @Nullable Throwable failure) {
    begins(item);
    ends(failure);
  }

  @Override
  public void hasAtOnce(Object item) {
    did(item, null);
  }

  @Override
  public void came(Object item, @Nullable Throwable failure) {
    did(item, failure);
  }
}
