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
}
