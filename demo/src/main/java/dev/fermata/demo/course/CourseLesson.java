package dev.fermata.demo.course;

import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
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

  /** Text, what it says, and timeline, on the terminal. */
  public void give(Terminal terminal) throws Exception {
    String heading = "Lesson " + number + ". " + title();
    terminal.line(heading);
    terminal.line("=".repeat(heading.length()));
    for (Prose paragraph : source.text()) {
      terminal.line("");
      terminal.line(paragraph.plain(terminal.columns()));
    }
    terminal.line("");
    LessonAlone.run(lesson, terminal);
    for (Prose paragraph : source.timelineText()) {
      terminal.line("");
      terminal.line(paragraph.plain(terminal.columns()));
    }
  }

  /** Its program, without imports. */
  public String code() {
    return source.code();
  }
}
