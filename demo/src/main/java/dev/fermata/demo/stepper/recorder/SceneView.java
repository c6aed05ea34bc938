package dev.fermata.demo.stepper.recorder;

import dev.fermata.demo.stepper.recording.Scene;
import dev.fermata.demo.stepper.recording.Scene.Frame;
import dev.fermata.demo.stepper.recording.Scene.Worker;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at everything that a step shows. */
final class SceneView {

  private final ProgramStack program;
  private final Output output;

  SceneView(ProgramStack program, Output output) {
    this.program = program;
    this.output = output;
  }

  /**
   * The scene now.
   *
   * @param loop null as long as there is none
   * @param standing all threads; each of them stands still
   */
  Scene of(@Nullable WatchedLoop loop, Collection<Stop> standing) {
    List<Frame> stack =
        standing.stream()
            .filter(stop -> !stop.isWorker())
            .findFirst()
            .map(stop -> program.of(stop.thread()))
            .orElse(List.of());
    List<Worker> workers = standing.stream().filter(Stop::isWorker).map(this::worker).toList();
    if (loop == null) {
      return new Scene(0, stack, List.of(), List.of(), List.of(), workers, output.text());
    }
    return new Scene(
        loop.time(), stack, loop.ready(), loop.timers(), loop.calls(), workers, output.text());
  }

  private Worker worker(Stop stop) {
    return new Worker(stop.name(), program.of(stop.thread()));
  }
}
