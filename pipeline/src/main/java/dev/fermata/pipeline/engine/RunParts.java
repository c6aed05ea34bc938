package dev.fermata.pipeline.engine;

import dev.fermata.async.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a run consists of. Filled while the run is put together, then only read. */
final class RunParts {
  private record Source(String name, BlockingReader reader) {}

  private final List<StageRun> stages = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private final SinkBuffer sink;

  RunParts(SinkBuffer sink) {
    this.sink = sink;
  }

  <S extends StageRun> S add(S stage) {
    stages.add(stage);
    return stage;
  }

  BlockingReader add(String source, BlockingReader reader) {
    sources.add(new Source(source, reader));
    return reader;
  }

  /** The stages that apply operations. */
  List<PipeRun> pipes() {
    return stages.stream().filter(PipeRun.class::isInstance).map(PipeRun.class::cast).toList();
  }

  SinkBuffer sink() {
    return sink;
  }

  /** The last stage first, so that each waits for items before the one above it has any. */
  void start(TaskGroup group) {
    for (int last = stages.size() - 1; last >= 0; last--) {
      stages.get(last).start(group);
    }
  }

  /** Nobody will take anything any more. Called on the loop only. */
  void stop() {
    stages.forEach(StageRun::stop);
    sources.forEach(source -> source.reader().stop());
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
    for (Source source : sources) {
      if (!source.reader().awaitIdle(deadline - System.nanoTime())) {
        return false;
      }
    }
    return true;
  }

  /** The stages that have not ended, once all have begun. Safe from any thread. */
  Stream<String> runningStages() {
    return stages.stream().filter(StageRun::isRunning).map(StageRun::name);
  }

  /** The sources from which a thread has not come back. Safe from any thread. */
  Stream<String> busySources() {
    return sources.stream().filter(source -> source.reader().isBusy()).map(Source::name);
  }
}
