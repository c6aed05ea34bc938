package dev.fermata.pipeline.timeline;

import static dev.fermata.pipeline.timeline.Svg.number;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import dev.fermata.pipeline.timeline.Stretch.State;
import dev.fermata.pipeline.timeline.Timeline.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Draws a timeline: lanes, then threads, then what the hatchings mean. */
final class TimelinePicture {
  private static final double WIDTH = 1100;
  private static final double MARGIN = 14;
  private static final double LEFT = 190;
  private static final double TOP = 44;
  private static final double ROOM_FOR_ROWS = 640;
  private static final double TALLEST_ROW = 22;
  private static final double LOWEST_ROW = 7;
  private static final double GAP = 10;
  private static final int MOST_LANES = 32;
  private static final int MOST_THREADS = 24;
  private static final int LONGEST_NAME = 26;

  /** A row and what it shows. */
  private record Line(
      String name, boolean firstOfGroup, List<Visit> visits, List<ThreadTrack> track) {}

  private final Timeline timeline;
  private final String heading;
  private final StageColours colours;
  private final TimeScale scale;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Svg svg = new Svg();

  TimelinePicture(Timeline timeline, String heading) {
    this.timeline = timeline;
    this.heading = heading;
    this.colours = new StageColours(timeline.stages());
    Duration length = timeline.to().minus(timeline.from());
    this.scale =
        new TimeScale(
            LEFT,
            WIDTH - MARGIN - LEFT,
            timeline.from(),
            length.isZero() ? Duration.ofNanos(1) : length);
  }

  String draw() {
    timeline.stages().forEach(this::addLanes);
    addThreads();
    if (timeline.leftOut().visits() > 0) {
      notes.add(timeline.leftOut().describe());
    }
    double row =
        Math.max(LOWEST_ROW, Math.min(TALLEST_ROW, ROOM_FOR_ROWS / Math.max(1, lines.size())));
    double bottom = TOP + height(row);
    double whole = bottom + 66 + 18 * notes.size();
    open(whole);
    drawAxis(bottom);
    drawLines(row);
    drawLegend(bottom + 52);
    for (int i = 0; i < notes.size(); i++) {
      svg.text("note", LEFT, bottom + 72 + 18 * i, notes.get(i));
    }
    return svg.close("svg").finish();
  }

  private void addLanes(Stage stage) {
    Map<Integer, List<Visit>> byLane =
        timeline.visits().stream()
            .filter(visit -> visit.stage().equals(stage.name()))
            .collect(groupingBy(Visit::lane));
    int lanes = byLane.keySet().stream().mapToInt(lane -> lane + 1).max().orElse(0);
    for (int lane = 0; lane < Math.min(lanes, MOST_LANES); lane++) {
      lines.add(
          new Line(
              lane == 0 ? stage.name() : "",
              lane == 0,
              byLane.getOrDefault(lane, List.of()),
              List.of()));
    }
    if (lanes > MOST_LANES) {
      notes.add("of %d lanes of %s %d are drawn".formatted(lanes, stage.name(), MOST_LANES));
    }
  }

  private void addThreads() {
    List<ThreadTrack> threads = ThreadTrack.of(timeline.visits());
    for (int i = 0; i < Math.min(threads.size(), MOST_THREADS); i++) {
      ThreadTrack track = threads.get(i);
      lines.add(new Line(track.thread(), i == 0, List.of(), List.of(track)));
    }
    if (threads.size() > MOST_THREADS) {
      notes.add("of %d threads %d are drawn".formatted(threads.size(), MOST_THREADS));
    }
  }

  private double height(double row) {
    return lines.size() * row + lines.stream().filter(Line::firstOfGroup).count() * GAP;
  }

  private void open(double height) {
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "fermata-timeline",
        "viewBox",
        "0 0 %s %s".formatted(number(WIDTH), number(height)),
        "role",
        "img");
    svg.leaf("title", heading).leaf("desc", TimelineWords.of(timeline));
    svg.leaf("style", styleSheet());
    svg.open("defs");
    pattern(State.WAITING, 6);
    svg.empty("circle", "class", "ink", "cx", "3", "cy", "3", "r", "1").close("pattern");
    pattern(State.BLOCKED, 7);
    svg.empty("path", "class", "ink line", "d", "M-1 1l2-2M0 7l7-7M6 8l2-2").close("pattern");
    svg.close("defs");
    svg.empty("rect", "class", "page", "width", "100%", "height", "100%");
    svg.text("heading", MARGIN, 26, heading);
  }

  private void pattern(State state, int size) {
    String side = Integer.toString(size);
    svg.open(
        "pattern",
        "id",
        "fermata-" + state.word(),
        "width",
        side,
        "height",
        side,
        "patternUnits",
        "userSpaceOnUse");
    svg.empty("rect", "class", "page", "width", side, "height", side);
  }

  private void drawAxis(double bottom) {
    for (TimeScale.Tick tick : scale.ticks()) {
      svg.empty(
          "line",
          "class",
          "grid",
          "x1",
          number(tick.x()),
          "x2",
          number(tick.x()),
          "y1",
          number(TOP),
          "y2",
          number(bottom + 6));
      svg.text("tick", tick.x(), bottom + 22, tick.label());
    }
  }

  private void drawLines(double height) {
    double top = TOP;
    for (Line line : lines) {
      top += line.firstOfGroup() ? GAP : 0;
      var row = new Row(svg, scale, top, height * 0.86);
      boolean isThread = !line.track().isEmpty();
      if (!line.name().isEmpty()) {
        svg.text(
            isThread ? "name thread" : "name",
            MARGIN,
            top + height * 0.43 + 4,
            shortened(line.name()));
      }
      row.ground();
      line.track().forEach(track -> row.jobs(track, colours));
      if (!line.visits().isEmpty()) {
        svg.open("g", "class", colours.of(line.visits().get(0).stage()));
        row.visits(line.visits());
        svg.close("g");
      }
      top += height;
    }
  }

  /** The end of a thread's name tells it from the others. */
  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME
        ? name
        : "\u2026" + name.substring(name.length() - LONGEST_NAME + 1);
  }

  private void drawLegend(double baseline) {
    double x = LEFT;
    for (State state : State.values()) {
      svg.open("g", "class", "c0");
      svg.empty(
          "rect",
          "class",
          state.word(),
          "x",
          number(x),
          "y",
          number(baseline - 12),
          "width",
          "34",
          "height",
          "15");
      svg.close("g");
      String text = TimelineWords.meaning(state);
      svg.text("note", x + 42, baseline, text);
      x += 42 + text.length() * 6.3 + 24;
    }
  }

  private static String styleSheet() {
    try (var css = TimelinePicture.class.getResourceAsStream("timeline.css")) {
      return "\n" + new String(requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
