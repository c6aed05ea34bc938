package dev.fermata.demo.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fermata.demo.studio.Lesson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lesson's file, which is packed beside its class, taken apart.
 *
 * @param title the first sentence of the class comment
 * @param text the paragraphs of the class comment
 * @param timelineText what the comment says of the timeline
 * @param imports the lines before the comment
 * @param code the lines after the comment
 * @param firstLine number of the first line of the code in the file
 */
record LessonSource(
    String title,
    List<Prose> text,
    List<Prose> timelineText,
    String imports,
    String code,
    int firstLine) {
  private static final Pattern FILE =
      Pattern.compile(
          "(?s)package [^\\n]*\\n\\n(?<imports>.*?)\\n/\\*\\*(?<comment>.*?)\\*/\\n(?<code>.*)");
  private static final String OF_TIMELINE = "<b>In the timeline:</b>";

  static LessonSource of(Class<? extends Lesson> lesson) {
    String file = lesson.getSimpleName() + ".java";
    try (var source = lesson.getResourceAsStream(file)) {
      if (source == null) {
        throw new IllegalStateException(
            "the source of %s is not beside its class: build with Maven, which packs %s"
                .formatted(lesson.getName(), file));
      }
      return parse(new String(source.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the source of " + lesson.getName() + " cannot be read", e);
    }
  }

  static LessonSource parse(String file) {
    Matcher parts = FILE.matcher(file);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a lesson is a class with a comment, but this is not: " + file);
    }
    String comment = parts.group("comment").replaceAll("(?m)^ *\\* ?", "").strip();
    List<String> paragraphs = List.of(comment.split("\\s*<p>\\s*", -1));
    return new LessonSource(
        paragraphs.get(0).replaceAll("\\.$", ""),
        paragraphs.stream().skip(1).filter(each -> !ofTimeline(each)).map(Prose::new).toList(),
        paragraphs.stream().filter(LessonSource::ofTimeline).map(Prose::new).toList(),
        parts.group("imports"),
        parts.group("code"),
        1 + (int) file.substring(0, parts.start("code")).lines().count());
  }

  private static boolean ofTimeline(String paragraph) {
    return paragraph.startsWith(OF_TIMELINE);
  }
}
