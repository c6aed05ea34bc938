package dev.fermata.demo.studio;

import dev.fermata.demo.trace.TraceText;

/** A lesson on the terminal, as its {@code main} runs it. */
public final class LessonAlone {
  private LessonAlone() {}

  /** Runs the lesson, and draws its timeline below what it said. */
  public static void run(Lesson lesson) throws Exception {
    run(lesson, Terminal.standardOutput(), new Measurements());
  }

  /** As {@link #run(Lesson)}, on another terminal, and compared with what was measured before. */
  public static void run(Lesson lesson, Terminal terminal, Measurements measurements)
      throws Exception {
    compare(draw(lesson, terminal, measurements), terminal, measurements);
  }

  /** Runs the lesson, and draws its timeline. */
  public static LessonRun draw(Lesson lesson, Terminal terminal, Measurements measurements)
      throws Exception {
    var run = measurements.run(lesson, terminal::line);
    if (!run.trace().activities().isEmpty()) {
      terminal.line("");
      terminal.text(TraceText.of(run.trace(), terminal.columns(), terminal.fills()));
    }
    return run;
  }

  /** Measures the run beside lessons that do the same work, if there are any. */
  public static void compare(LessonRun run, Terminal terminal, Measurements measurements)
      throws Exception {
    if (!run.lesson().sameWork().isEmpty()) {
      terminal.line("");
      terminal.text(Comparison.text(Comparison.of(measurements.besideSameWork(run))));
    }
  }
}
