package dev.fermata.demo.course;

import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Measurements;
import dev.fermata.demo.studio.Terminal;

/**
 * A lesson with its place and its file.
 *
 * @param number from 1
 */
public record CourseLesson(int number, Lesson lesson, LessonSource source) {

  static CourseLesson of(int number, Lesson lesson) {
    return new CourseLesson(number, lesson, LessonSource.of(lesson.getClass()));
  }

  /** Its name without a number. */
  public String title() {
    return source.title();
  }

  /**
   * Text, what it says, timeline, and how it compares, on the terminal.
   *
   * @param withProgram whether its program is shown too
   */
  public void give(Terminal terminal, Measurements measurements, boolean withProgram)
      throws Exception {
    String heading = "Lesson " + number + ". " + title();
    terminal.line(heading);
    terminal.line("=".repeat(heading.length()));
    source.text().forEach(paragraph -> write(paragraph, terminal));
    terminal.line("");
    if (withProgram) {
      terminal.line(source.code());
    }
    var run = LessonAlone.draw(lesson, terminal, measurements);
    source.timelineText().forEach(paragraph -> write(paragraph, terminal));
    LessonAlone.compare(run, terminal, measurements);
  }

  private static void write(Prose paragraph, Terminal terminal) {
    terminal.line("");
    terminal.line(paragraph.plain(terminal.columns()));
  }
}
