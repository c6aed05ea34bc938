package dev.fermata.demo.course;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.Pattern;

/** The first page: what the course is about, and its lessons. */
final class ContentsPage {
  private static final Pattern TWO_SENTENCES = Pattern.compile("^(.*?[.?] .*?[.?]) .*$");
  private static final String TITLE = "async and await, from the beginning";

  private ContentsPage() {}

  static String html(List<CourseLesson> lessons) {
    String main =
        """
        <article>
        <h1>%s</h1>
        <p>Programs wait: for networks, disks, other programs. These lessons begin with a single future
        and end with pipelines and a crawler, and at each step one can see who works, who waits, and
        who is blocked. Every lesson is one short Java program. It is shown as it stands, with what it
        printed and a timeline of what its threads and tasks did when these pages were made.</p>
        <ol class="course">
        %s
        </ol>
        <p class="run">On the terminal: <code>java -jar fermata-demo.jar lesson 1</code></p>
        </article>"""
            .formatted(
                Html.escaped(TITLE),
                lessons.stream().map(ContentsPage::entry).collect(joining("\n")));
    return new PageFrame(lessons, PageFrame.CONTENTS).html(TITLE, main);
  }

  private static String entry(CourseLesson lesson) {
    String beginning = TWO_SENTENCES.matcher(lesson.source().text().get(0).html()).replaceAll("$1");
    return "<li><a href=\"%s\">%s</a><p>%s</p></li>"
        .formatted(PageFrame.file(lesson), Html.escaped(lesson.title()), beginning);
  }
}
