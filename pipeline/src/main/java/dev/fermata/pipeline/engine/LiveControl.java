package dev.fermata.pipeline.engine;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes a run while it goes on, or before it begins. For any thread. */
final class LiveControl {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);

  private final String run;
  private final RunLoop loop;
  private final List<PipeRun> pipes;

  LiveControl(String run, RunLoop loop, List<PipeRun> pipes) {
    this.run = run;
    this.loop = loop;
    this.pipes = pipes;
  }

  void concurrency(String stage, int operations) {
    PipeRun found =
        pipes.stream()
            .filter(pipe -> pipe.name().equals(stage))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no stage '%s' has a concurrency, those that have one are %s"
                            .formatted(stage, pipes.stream().map(PipeRun::name).toList())));
    change(() -> found.concurrency(operations));
  }

  void pause() {
    change(() -> pipes.forEach(pipe -> pipe.admission.pause()));
  }

  void resume() {
    change(() -> pipes.forEach(pipe -> pipe.admission.resume()));
  }

  private void change(Runnable change) {
    if (!loop.changes(change)) {
      LOG.debug("{} has ended, and there is nothing to change", run);
    }
  }
}
