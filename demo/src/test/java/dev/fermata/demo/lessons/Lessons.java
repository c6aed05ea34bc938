package dev.fermata.demo.lessons;

import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonRun;
import dev.fermata.demo.studio.SimulatedTime;
import dev.fermata.demo.trace.Activity;
import dev.fermata.demo.trace.Row;
import java.util.List;
import java.util.Locale;

/** Lessons in simulated time: each run is like any other. */
final class Lessons {
  private Lessons() {}

  static LessonRun run(Lesson lesson) throws Exception {
    return LessonRun.of(lesson, new SimulatedTime(), line -> {});
  }

  /** What a row did, for example {@code blocked 0-60 fetch ant}. */
  static List<String> activities(LessonRun run, Row row) {
    return run.trace().of(row).stream().map(Lessons::text).toList();
  }

  /** How many activities of tasks with labels that begin so there were at a time. */
  static long mostAtOnce(LessonRun run, String label) {
    List<Activity> all =
        run.trace().activities().stream()
            .filter(each -> each.row().kind() == Row.Kind.TASK && each.label().startsWith(label))
            .toList();
    return all.stream().mapToLong(each -> openAt(each.start(), all)).max().orElseThrow();
  }

  private static long openAt(long moment, List<Activity> all) {
    return all.stream().filter(each -> each.start() <= moment && moment < each.end()).count();
  }

  private static String text(Activity activity) {
    return String.format(
        Locale.ROOT,
        "%s %d-%d %s",
        activity.state().word(),
        activity.start() / 1_000_000,
        activity.end() / 1_000_000,
        activity.label());
  }
}
