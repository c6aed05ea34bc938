package dev.fermata.pipeline.engine;

import dev.fermata.async.TaskGroup;
import java.util.ArrayList;
import java.util.List;

/** What a run consists of. Filled while the run is put together, then only read. */
final class RunParts {
  private final List<StageRun> stages = new ArrayList<>();
  private final List<BlockingReader> readers = new ArrayList<>();
  private final SinkBuffer sink;

  RunParts(SinkBuffer sink) {
    this.sink = sink;
  }

  <S extends StageRun> S add(S stage) {
    stages.add(stage);
    return stage;
  }

  BlockingReader add(BlockingReader reader) {
    readers.add(reader);
    return reader;
  }

  SinkBuffer sink() {
    return sink;
  }

  void start(TaskGroup group) {
    stages.forEach(stage -> stage.start(group));
  }

  /** Nobody will take anything any more. Called on the loop only. */
  void stop() {
    stages.forEach(StageRun::stop);
    readers.forEach(BlockingReader::stop);
  }

  /**
   * The pipeline ends because of something that is no stage: its stages are stopped, and what has
   * come as far as the sink is still delivered. Called on the loop only.
   */
  void cutShort() {
    sink.end();
    stop();
  }

  /** Whether all sources have given their threads back within the time given. */
  boolean awaitIdle(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    for (BlockingReader reader : readers) {
      if (!reader.awaitIdle(deadline - System.nanoTime())) {
        return false;
      }
    }
    return true;
  }
}
