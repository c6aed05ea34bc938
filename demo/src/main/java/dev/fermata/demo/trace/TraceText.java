package dev.fermata.demo.trace;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.stream.Stream;

/** Draws a trace with characters: a line for each row, time from left to right. */
public final class TraceText {
  private static final int LEAST_WIDTH = 20;

  private final Trace trace;
  private final Fills fills;
  private final int nameWidth;
  private final int width;

  private TraceText(Trace trace, int columns, Fills fills) {
    this.trace = trace;
    this.fills = fills;
    this.nameWidth = trace.rows().stream().mapToInt(row -> name(row).length()).max().orElse(0) + 2;
    this.width = Math.max(LEAST_WIDTH, columns - nameWidth - 2);
  }

  /** The drawing, {@code columns} wide, with its legend. */
  public static String of(Trace trace, int columns, Fills fills) {
    return new TraceText(trace, columns, fills).draw();
  }

  private String draw() {
    return Stream.concat(trace.rows().stream().map(this::row), Stream.of(axis(), legend()))
        .collect(joining("\n", "", "\n"));
  }

  private String row(Row row) {
    char[] line = new char[width];
    Arrays.fill(line, ' ');
    trace.of(row).forEach(activity -> paint(line, activity));
    return String.format(ROOT, "%-" + nameWidth + "s|%s|", name(row), new String(line));
  }

  private void paint(char[] line, Activity activity) {
    int from = Math.min(width - 1, column(activity.start()));
    int to = Math.max(from + 1, column(activity.end()));
    Arrays.fill(line, from, Math.min(to, line.length), fills.of(activity.state()));
    String label = activity.label();
    if (label.length() + 1 < to - from) {
      label.getChars(0, label.length(), line, from);
    }
  }

  private int column(long nanos) {
    long all = Math.max(1, trace.elapsed().toNanos());
    return (int) Math.min(width, nanos * width / all);
  }

  private static String name(Row row) {
    return row.kind() == Row.Kind.THREAD ? row.name() : "~ " + row.name();
  }

  private String axis() {
    String end = String.format(ROOT, "%d ms", trace.elapsed().toMillis());
    return " ".repeat(nameWidth + 1) + "0" + String.format(ROOT, "%" + (width - 1) + "s", end);
  }

  private String legend() {
    return Arrays.stream(State.values())
        .map(state -> fills.of(state) + " " + state.word() + ": " + state.meaning())
        .collect(joining("   ", "", "   ~ a task"));
  }
}
