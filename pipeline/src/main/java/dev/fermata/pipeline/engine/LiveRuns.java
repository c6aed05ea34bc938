package dev.fermata.pipeline.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runs that have begun and not ended. When the JVM shuts down they are stopped, so that sources
 * are closed and operations may clean up, for no longer than the longest grace.
 */
final class LiveRuns {
  private static final Set<PipelineRun> RUNS = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(LiveRuns::stopAll, "pipelines-shutdown"));
  }

  private LiveRuns() {}

  static void add(PipelineRun run) {
    RUNS.add(run);
  }

  static void remove(PipelineRun run) {
    RUNS.remove(run);
  }

  private static void stopAll() {
    List<PipelineRun> runs = List.copyOf(RUNS);
    runs.forEach(PipelineRun::beginToStop);
    runs.forEach(PipelineRun::stop);
  }
}
