package dev.fermata.demo.timeline;

import static dev.fermata.demo.drawing.SvgWriter.number;
import static java.util.Locale.ROOT;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.fermata.demo.drawing.SvgWriter;
import dev.fermata.demo.drawing.TimeAxis;
import dev.fermata.demo.drawing.TimeScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a timeline as an SVG document: a row for each stage, in it a lane for each operation that
 * may run at a time, in the lanes the operations as bars over a common axis of milliseconds. Needs
 * no script; pointing at a bar tells what it stands for; follows the reader's light or dark scheme.
 */
public final class TimelinePicture {
  private static final double WIDTH = 1200;
  private static final double MARGIN = 20;
  private static final double ROWS_LEFT = 186;
  private static final double ROWS_TOP = 76;
  private static final double ROW_GAP = 14;
  private static final double FOOT = 56;
  private static final int COLOURS = 7;

  private final String heading;
  private final TimeScale scale;
  private final List<StageRow> rows;
  private final SvgWriter svg = new SvgWriter();

  private TimelinePicture(String heading, Timeline timeline) {
    this.heading = heading;
    this.scale = new TimeScale(ROWS_LEFT, WIDTH - MARGIN - ROWS_LEFT, timeline.window());
    this.rows = rows(timeline, scale);
  }

  /** The picture as the text of an SVG file, to be stored as UTF-8. */
  public static String of(String heading, Timeline timeline) {
    return new TimelinePicture(heading, timeline).draw();
  }

  private static List<StageRow> rows(Timeline timeline, TimeScale scale) {
    List<StageRow> rows = new ArrayList<>();
    double top = ROWS_TOP;
    for (StageTimeline stage : timeline.stages()) {
      var row = StageRow.of(stage, top, scale);
      rows.add(row);
      top = row.bottom() + ROW_GAP;
    }
    return List.copyOf(rows);
  }

  private String draw() {
    double bottom = rows.stream().mapToDouble(StageRow::bottom).max().orElse(ROWS_TOP);
    openDocument(bottom + FOOT);
    svg.text("heading", MARGIN, 34, heading);
    svg.text("note", MARGIN, 56, summary());
    for (int index = 0; index < rows.size(); index++) {
      rows.get(index).draw(svg, scale, MARGIN, "s" + index % COLOURS);
    }
    new TimeAxis(scale, ROWS_TOP, bottom).draw(svg);
    new Legend(MARGIN, bottom + 40, scale).draw(svg);
    return svg.finish();
  }

  private void openDocument(double height) {
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + number(WIDTH) + " " + number(height),
        "role",
        "img",
        "aria-labelledby",
        "title description");
    svg.leaf("title", heading, "id", "title");
    svg.leaf("desc", description(), "id", "description");
    svg.leaf("style", styleSheet());
    svg.rect("page", 0, 0, WIDTH, height);
  }

  private String summary() {
    var bars = rows.stream().flatMap(row -> row.bars().stream()).toList();
    int operations = bars.stream().mapToInt(Bar::operations).sum();
    return String.format(
        ROOT,
        "%,d operations in %,d bars, over the first %,.0f ms; point at a bar for what it is",
        operations,
        bars.size(),
        scale.window().toNanos() / 1e6);
  }

  private String description() {
    return summary()
        + ". "
        + rows.stream().map(StageRow::description).collect(joining("; ", "", "."));
  }

  private static String styleSheet() {
    try (var css = TimelinePicture.class.getResourceAsStream("timeline.css")) {
      return "\n" + new String(requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
