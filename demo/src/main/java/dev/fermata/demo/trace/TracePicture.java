package dev.fermata.demo.trace;

import static dev.fermata.demo.drawing.SvgWriter.number;
import static java.util.Locale.ROOT;
import static java.util.Objects.requireNonNull;

import dev.fermata.demo.drawing.SvgWriter;
import dev.fermata.demo.drawing.TimeAxis;
import dev.fermata.demo.drawing.TimeScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Draws a trace as an SVG document: a line for each row, each state with a hatching of its own.
 * Needs no script; pointing at a bar tells what it stands for; follows the reader's light or dark
 * scheme. It may stand alone, or inside a page.
 */
public final class TracePicture {
  private static final double WIDTH = 960;
  private static final double MARGIN = 8;
  private static final double ROWS_LEFT = 130;
  private static final double ROWS_TOP = 12;
  private static final double ROW = 26;
  private static final double BAR = 20;
  private static final double FOOT = 76;
  private static final double LETTER = 6.6;

  private final Trace trace;
  private final String name;
  private final TimeScale scale;
  private final SvgWriter svg = new SvgWriter();

  private TracePicture(Trace trace, String name) {
    this.trace = trace;
    this.name = name;
    Duration window = trace.elapsed().isZero() ? Duration.ofMillis(1) : trace.elapsed();
    this.scale = new TimeScale(ROWS_LEFT, WIDTH - MARGIN - ROWS_LEFT, window);
  }

  /**
   * The picture as the text of an SVG file, to be stored as UTF-8.
   *
   * @param name an identifier, unlike those of other pictures in the same page
   */
  public static String of(String heading, Trace trace, String name) {
    return new TracePicture(trace, name).draw(heading);
  }

  private String draw(String heading) {
    double bottom = ROWS_TOP + ROW * trace.rows().size();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "trace",
        "viewBox",
        "0 0 " + number(WIDTH) + " " + number(bottom + FOOT),
        "role",
        "img",
        "aria-labelledby",
        name + "-title " + name + "-description");
    svg.leaf("title", heading, "id", name + "-title");
    svg.leaf("desc", description(), "id", name + "-description");
    svg.leaf("style", styleSheet());
    drawPatterns();
    svg.rect("page", 0, 0, WIDTH, bottom + FOOT);
    for (int index = 0; index < trace.rows().size(); index++) {
      svg.rect("band", scale.left(), top(index), scale.width(), BAR);
    }
    new TimeAxis(scale, ROWS_TOP, bottom).draw(svg);
    for (int index = 0; index < trace.rows().size(); index++) {
      drawRow(trace.rows().get(index), top(index));
    }
    drawLegend(bottom + 62);
    return svg.finish();
  }

  private static double top(int index) {
    return ROWS_TOP + ROW * index + (ROW - BAR) / 2;
  }

  private void drawPatterns() {
    svg.open("defs");
    pattern(State.BLOCKED, 7);
    svg.open("path", "class", "ink", "d", "M-1,1 l2,-2 M0,7 l7,-7 M6,8 l2,-2").close();
    svg.close();
    pattern(State.WAITING, 6);
    svg.open("circle", "class", "dot", "cx", "3", "cy", "3", "r", "1.1").close();
    svg.close();
    svg.close();
  }

  private void pattern(State state, int size) {
    String side = Integer.toString(size);
    svg.open(
        "pattern",
        "id",
        patternId(state),
        "width",
        side,
        "height",
        side,
        "patternUnits",
        "userSpaceOnUse");
    svg.rect("ground", 0, 0, size, size);
  }

  private String patternId(State state) {
    return name + "-" + state.word();
  }

  private void drawRow(Row row, double top) {
    svg.open("g");
    String kind = row.kind() == Row.Kind.THREAD ? "thread" : "task";
    svg.text("name " + kind, MARGIN, top + 14, shortened(row.name()));
    for (Activity activity : trace.of(row)) {
      drawBar(activity, top);
    }
    svg.close();
  }

  private static String shortened(String name) {
    return name.length() <= 16 ? name : name.substring(0, 15) + "\u2026";
  }

  private void drawBar(Activity activity, double top) {
    double x = scale.x(activity.start());
    double width = Math.max(1, scale.x(activity.end()) - x);
    bar(activity.state(), x, top, width);
    svg.leaf("title", title(activity)).close();
    if (activity.label().length() * LETTER + 8 < width) {
      svg.text("label " + activity.state().word(), x + 5, top + 14, activity.label());
    }
  }

  private void bar(State state, double x, double top, double width) {
    svg.open(
        "rect",
        "class",
        "bar " + state.word(),
        "fill",
        state == State.WORKING ? "currentColor" : "url(#" + patternId(state) + ")",
        "x",
        number(x),
        "y",
        number(top),
        "width",
        number(width),
        "height",
        number(BAR));
  }

  private static String title(Activity activity) {
    return String.format(
        ROOT,
        "%s, %s: %s from %.1f to %.1f ms",
        activity.row().name(),
        activity.label(),
        activity.state().word(),
        activity.start() / 1e6,
        activity.end() / 1e6);
  }

  private void drawLegend(double baseline) {
    double x = ROWS_LEFT;
    for (State state : State.values()) {
      bar(state, x, baseline - 15, 34);
      svg.close();
      String text = state.word() + ": " + state.meaning();
      svg.text("note", x + 42, baseline, text);
      x += 42 + text.length() * LETTER + 26;
    }
  }

  private String description() {
    return String.format(ROOT, "%d ms. ", trace.elapsed().toMillis())
        + trace.rows().stream().map(this::description).collect(Collectors.joining("; ", "", "."));
  }

  private String description(Row row) {
    String kind = row.kind() == Row.Kind.THREAD ? "thread" : "task";
    return Arrays.stream(State.values())
        .map(state -> state.word() + " " + millis(row, state) + " ms")
        .collect(Collectors.joining(", ", kind + " " + row.name() + ": ", ""));
  }

  private long millis(Row row, State state) {
    long nanos =
        trace.of(row).stream()
            .filter(each -> each.state() == state)
            .mapToLong(Activity::nanos)
            .sum();
    return nanos / 1_000_000;
  }

  private static String styleSheet() {
    try (var css = TracePicture.class.getResourceAsStream("trace.css")) {
      return "\n" + new String(requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
