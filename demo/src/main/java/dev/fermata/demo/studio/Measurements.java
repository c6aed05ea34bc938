package dev.fermata.demo.studio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Lessons run in real time, and remembered, to be compared. To be used by one thread. */
public final class Measurements {
  private final Map<Class<?>, LessonRun> runs = new HashMap<>();

  /**
   * Runs {@code lesson}, after a rehearsal, in simulated time if it can be: what is measured is not
   * the loading of classes.
   *
   * @param live is told every line at once
   */
  public LessonRun run(Lesson lesson, Consumer<String> live) throws Exception {
    StudioTime rehearsal = lesson.runsInSimulatedTime() ? new SimulatedTime() : new RealTime();
    LessonRun.of(lesson, rehearsal, line -> {});
    var run = LessonRun.of(lesson, new RealTime(), live);
    runs.put(lesson.getClass(), run);
    return run;
  }

  /** The lessons that do the same work, run now unless they have been, and {@code run} last. */
  public List<LessonRun> besideSameWork(LessonRun run) throws Exception {
    var beside = new ArrayList<LessonRun>();
    for (Lesson other : run.lesson().sameWork()) {
      LessonRun known = runs.get(other.getClass());
      beside.add(known != null ? known : run(other, line -> {}));
    }
    beside.add(run);
    return beside;
  }
}
