package dev.fermata.demo.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fermata.demo.studio.Measurements;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The course as pages to be read in a browser, from a folder, without a network: a page for each
 * lesson with its text, its program, what it printed and its timeline, and a page of contents.
 */
public final class Gallery {
  private static final String STYLE_SHEET = "course.css";

  private Gallery() {}

  /**
   * Runs the lessons, and writes the pages into {@code folder}, which is made if it is not there.
   *
   * @param progress told of each lesson before it runs
   * @return the page of contents
   */
  public static Path write(Path folder, List<CourseLesson> lessons, Consumer<CourseLesson> progress)
      throws Exception {
    var measurements = new Measurements();
    Files.createDirectories(folder);
    for (CourseLesson lesson : lessons) {
      progress.accept(lesson);
      var run = measurements.run(lesson.lesson(), line -> {});
      var page = new LessonPage(lessons, lesson, run, measurements.besideSameWork(run));
      Files.writeString(folder.resolve(PageFrame.file(lesson)), page.html());
    }
    try (InputStream css = Gallery.class.getResourceAsStream(STYLE_SHEET)) {
      Files.write(folder.resolve(STYLE_SHEET), Objects.requireNonNull(css).readAllBytes());
    }
    Path contents = folder.resolve("index.html");
    return Files.writeString(contents, ContentsPage.html(lessons), UTF_8);
  }
}
