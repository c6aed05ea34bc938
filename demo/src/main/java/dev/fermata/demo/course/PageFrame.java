package dev.fermata.demo.course;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** What all pages have: head, contents at the side, and the way on. */
record PageFrame(List<CourseLesson> lessons, int current) {
  static final int CONTENTS = 0;

  static String file(CourseLesson lesson) {
    return "lesson-%02d.html".formatted(lesson.number());
  }

  String html(String title, String main) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <link rel="stylesheet" href="course.css">
        <link rel="icon" href="data:,">
        </head>
        <body>
        <a class="skip" href="#main">Skip to the text</a>
        <header><a href="index.html">Fermata: async and await, from the beginning</a></header>
        <div class="columns">
        <main id="main" tabindex="-1">
        %s
        </main>
        %s
        </div>
        </body>
        </html>
        """
        .formatted(Html.escaped(title), main, current == CONTENTS ? "" : contents());
  }

  private String contents() {
    return lessons.stream()
        .map(lesson -> "<li" + currentness(lesson) + ">" + link(lesson) + "</li>")
        .collect(
            joining(
                "\n",
                "<nav class=\"contents\" aria-label=\"Lessons\"><details open><summary>Lessons"
                    + "</summary>\n<ol>\n",
                "\n</ol>\n</details></nav>"));
  }

  private String currentness(CourseLesson lesson) {
    return lesson.number() == current ? " class=\"here\"" : "";
  }

  private String link(CourseLesson lesson) {
    String here = lesson.number() == current ? " aria-current=\"page\"" : "";
    return "<a href=\"%s\"%s>%s</a>".formatted(file(lesson), here, Html.escaped(lesson.title()));
  }

  /** To the lessons before and after. */
  String wayOn() {
    var links = new StringBuilder("<nav class=\"way-on\" aria-label=\"Before and after\">");
    lessons.stream()
        .filter(lesson -> lesson.number() == current - 1)
        .forEach(lesson -> links.append(wayTo(lesson, "prev", "Before")));
    lessons.stream()
        .filter(lesson -> lesson.number() == current + 1)
        .forEach(lesson -> links.append(wayTo(lesson, "next", "Next")));
    return links.append("</nav>").toString();
  }

  private static String wayTo(CourseLesson lesson, String relation, String word) {
    return "<a rel=\"%s\" class=\"%s\" href=\"%s\"><small>%s</small> %d. %s</a>"
        .formatted(
            relation, relation, file(lesson), word, lesson.number(), Html.escaped(lesson.title()));
  }
}
