package dev.fermata.demo.trace;

import java.time.Duration;
import java.util.List;

/**
 * What was recorded of a run.
 *
 * @param rows threads before tasks, each in the order in which they first did something
 * @param activities in the order in which they began
 * @param elapsed from the beginning to the end of the run
 */
public record Trace(List<Row> rows, List<Activity> activities, Duration elapsed) {

  public Trace {
    rows = List.copyOf(rows);
    activities = List.copyOf(activities);
  }

  /** Those of one row. */
  public List<Activity> of(Row row) {
    return activities.stream().filter(activity -> activity.row().equals(row)).toList();
  }

  /** How long threads were in {@code state}, added up. */
  public Duration threadTime(State state) {
    return Duration.ofNanos(
        activities.stream()
            .filter(each -> each.row().kind() == Row.Kind.THREAD && each.state() == state)
            .mapToLong(Activity::nanos)
            .sum());
  }

  /** How many threads did anything. */
  public int threads() {
    return (int) rows.stream().filter(row -> row.kind() == Row.Kind.THREAD).count();
  }
}
