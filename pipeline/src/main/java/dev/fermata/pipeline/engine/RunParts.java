package dev.fermata.pipeline.engine;

import dev.fermata.async.TaskGroup;
import java.util.List;

/**
 * What a run consists of.
 *
 * @param stages at least one, in the order in which an item passes them
 */
record RunParts(SourceReader source, List<StageRun> stages, SinkBuffer sink) {

  void start(TaskGroup group) {
    stages.forEach(stage -> stage.start(group));
  }

  /** Stops the stages from the last to the first, then the source. Called on the loop only. */
  void stop() {
    stages.get(stages.size() - 1).stop();
  }
}
