package dev.fermata.demo.studio;

import static java.util.Locale.ROOT;

import dev.fermata.demo.trace.State;
import java.util.List;

/** Lessons that did the same work, side by side. */
public final class Comparison {
  private static final int BAR = 24;

  private Comparison() {}

  /** One of them, in numbers. */
  public record Line(
      String lesson, long millis, int threads, long blockedMillis, int mostPhotosInMemory) {

    static Line of(LessonRun run) {
      return new Line(
          run.lesson().getClass().getSimpleName(),
          run.trace().elapsed().toMillis(),
          run.trace().threads(),
          run.trace().threadTime(State.BLOCKED).toMillis(),
          run.mostPhotosInMemory());
    }
  }

  public static List<Line> of(List<LessonRun> runs) {
    return runs.stream().map(Line::of).toList();
  }

  /** As a table, with a bar for the time. */
  public static String text(List<Line> lines) {
    long longest = lines.stream().mapToLong(Line::millis).max().orElse(1);
    var text = new StringBuilder();
    text.append(
        String.format(
            ROOT,
            "%-24s %7s  %-" + BAR + "s %8s %15s %14s%n",
            "The same work, measured",
            "time",
            "",
            "threads",
            "blocked threads",
            "most in memory"));
    for (Line line : lines) {
      int length = (int) Math.max(1, Math.round((double) BAR * line.millis() / longest));
      text.append(
          String.format(
              ROOT,
              "%-24s %4d ms  %-" + BAR + "s %8d %12d ms %14d%n",
              line.lesson(),
              line.millis(),
              "=".repeat(length),
              line.threads(),
              line.blockedMillis(),
              line.mostPhotosInMemory()));
    }
    return text.toString();
  }
}
