package dev.fermata.demo.course;

import static java.util.stream.Collectors.joining;

import dev.fermata.demo.studio.Comparison;
import dev.fermata.demo.studio.LessonRun;
import dev.fermata.demo.trace.TracePicture;
import java.util.List;

/** A lesson as a page: text, program, output, timeline, and how it compares. */
record LessonPage(
    List<CourseLesson> lessons, CourseLesson lesson, LessonRun run, List<LessonRun> sameWork) {

  String html() {
    var frame = new PageFrame(lessons, lesson.number());
    String main =
        """
        <article>
        <p class="number">Lesson %d</p>
        <h1>%s</h1>
        %s
        <h2>The program</h2>
        <p class="run">Run it alone: <code>java -cp fermata-demo.jar %s</code></p>
        <pre class="program" tabindex="0" aria-label="Program">%s</pre>
        <h2>What it prints</h2>
        <pre class="output" tabindex="0" aria-label="Output">%s</pre>
        %s
        %s
        </article>
        %s"""
            .formatted(
                lesson.number(),
                Html.escaped(lesson.title()),
                paragraphs(lesson.source().text()),
                run.lesson().getClass().getName(),
                JavaHighlighting.html(lesson.source().code(), lesson.source().firstLine()),
                Html.escaped(String.join("\n", run.output())),
                timeline(),
                comparison(),
                frame.wayOn());
    return frame.html(lesson.number() + ". " + lesson.title(), main);
  }

  private String timeline() {
    if (run.trace().activities().isEmpty()) {
      return "";
    }
    String document =
        TracePicture.of("Timeline of lesson " + lesson.number(), run.trace(), "timeline");
    return """
        <h2>Who did what when</h2>
        <figure class="timeline"><div class="scroll" tabindex="0" role="group" \
        aria-label="Timeline">
        %s</div>
        <figcaption>%s</figcaption></figure>"""
        .formatted(
            document.substring(document.indexOf("<svg")),
            paragraphs(lesson.source().timelineText()));
  }

  private static String paragraphs(List<Prose> text) {
    return text.stream().map(each -> "<p>" + each.html() + "</p>").collect(joining("\n"));
  }

  private String comparison() {
    if (sameWork.size() < 2) {
      return "";
    }
    List<Comparison.Line> lines = Comparison.of(sameWork);
    long longest = lines.stream().mapToLong(Comparison.Line::millis).max().orElse(1);
    return lines.stream()
        .map(line -> row(line, longest))
        .collect(
            joining(
                "\n",
                """
                <h2>The same work, measured</h2>
                <div class="scroll" tabindex="0" role="group" aria-label="Comparison">
                <table class="comparison">
                <thead><tr><th scope="col">Lesson</th><th scope="col" colspan="2">Time</th>\
                <th scope="col">Threads</th><th scope="col">Threads blocked, added up</th>\
                <th scope="col">Most photos in memory</th></tr></thead>
                <tbody>
                """,
                "\n</tbody></table></div>"));
  }

  private String row(Comparison.Line line, long longest) {
    return """
        <tr%s><th scope="row">%s</th><td>%d ms</td><td class="bar"><span style="width: %d%%"></span></td>\
        <td>%d</td><td>%d ms</td><td>%d</td></tr>"""
        .formatted(
            line.lesson().equals(run.lesson().getClass().getSimpleName()) ? " class=\"here\"" : "",
            title(line),
            line.millis(),
            Math.max(1, 100 * line.millis() / longest),
            line.threads(),
            line.blockedMillis(),
            line.mostPhotosInMemory());
  }

  private String title(Comparison.Line line) {
    return lessons.stream()
        .filter(each -> each.lesson().getClass().getSimpleName().equals(line.lesson()))
        .map(
            each ->
                "<a href=\"%s\">%d</a>. %s"
                    .formatted(PageFrame.file(each), each.number(), Html.escaped(each.title())))
        .findFirst()
        .orElse(line.lesson());
  }
}
