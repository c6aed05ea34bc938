package dev.fermata.demo.studio;

import dev.fermata.demo.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * What came of a lesson.
 *
 * @param output the lines that it said
 * @param trace who did what when
 * @param mostPhotosInMemory at any one time
 */
public record LessonRun(Lesson lesson, List<String> output, Trace trace, int mostPhotosInMemory) {

  public LessonRun {
    output = List.copyOf(output);
  }

  /** Runs {@code lesson}; every line is also handed to {@code live} at once. */
  public static LessonRun of(Lesson lesson, StudioTime time, Consumer<String> live)
      throws Exception {
    List<String> output = Collections.synchronizedList(new ArrayList<>());
    var studio =
        new Studio(
            time,
            line -> {
              output.add(line);
              live.accept(line);
            });
    try (studio) {
      lesson.teach(studio);
    }
    return new LessonRun(lesson, output, studio.trace(), studio.mostPhotosInMemory());
  }

  /**
   * As {@link #of} in real time, after a rehearsal, in simulated time if it can be: what is
   * measured is not the loading of classes.
   */
  public static LessonRun measured(Lesson lesson, Consumer<String> live) throws Exception {
    StudioTime rehearsal = lesson.runsInSimulatedTime() ? new SimulatedTime() : new RealTime();
    of(lesson, rehearsal, line -> {});
    return of(lesson, new RealTime(), live);
  }

  /** The lessons that do the same work, measured, and this one last. */
  public List<LessonRun> besideSameWork() throws Exception {
    var runs = new ArrayList<LessonRun>();
    for (Lesson other : lesson.sameWork()) {
      runs.add(measured(other, line -> {}));
    }
    runs.add(this);
    return runs;
  }
}
