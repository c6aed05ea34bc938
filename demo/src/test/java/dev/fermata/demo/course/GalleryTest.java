package dev.fermata.demo.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class GalleryTest {
  @TempDir private static Path folder;
  private static final List<CourseLesson> LESSONS = Course.lessons().subList(0, 10);
  private static final List<Integer> TOLD = new ArrayList<>();
  private static Path contents;

  @BeforeAll
  static void write() throws Exception {
    contents = Gallery.write(folder.resolve("pages"), LESSONS, lesson -> TOLD.add(lesson.number()));
  }

  @Test
  void hasAPageForEachLessonAndOneOfContents() throws Exception {
    String index = Files.readString(contents);

    for (CourseLesson lesson : LESSONS) {
      assertThat(TOLD).contains(lesson.number());
      assertThat(index).contains("<a href=\"" + PageFrame.file(lesson) + "\">");
      assertThat(page(lesson))
          .contains("<h1>" + Html.escaped(lesson.title()) + "</h1>")
          .containsSubsequence("The program", "What it prints");
      if (!lesson.source().timelineText().isEmpty()) {
        assertThat(page(lesson)).containsSubsequence("What it prints", "<svg", "In the timeline:");
      }
    }
  }

  @Test
  void everyLinkLeadsSomewhereAndNothingComesFromElsewhere() throws Exception {
    for (CourseLesson lesson : LESSONS) {
      var links = Pattern.compile("(?:href|src)=\"([^\"#]+)\"").matcher(page(lesson));
      while (links.find()) {
        String target = links.group(1);
        assertThat(target.equals("data:,") || Files.exists(contents.resolveSibling(target)))
            .as(target)
            .isTrue();
      }
    }
  }

  @Test
  void awaitsAreHighlightedAndTheWayOnIsThere() throws Exception {
    assertThat(page(LESSONS.get(8)))
        .contains("<mark>await</mark>(studio.fetching(photo))")
        .contains("rel=\"prev\" class=\"prev\" href=\"lesson-08.html\"")
        .contains("aria-current=\"page\"");
  }

  @Test
  void lessonsOfTheSameWorkAreCompared() throws Exception {
    assertThat(page(LESSONS.get(8)))
        .containsSubsequence(
            "The same work, measured",
            "<a href=\"lesson-02.html\">2</a>",
            "<a href=\"lesson-05.html\">5</a>",
            "<tr class=\"here\">",
            "<a href=\"lesson-09.html\">9</a>");
  }

  private static String page(CourseLesson lesson) throws Exception {
    return Files.readString(contents.resolveSibling(PageFrame.file(lesson)));
  }
}
