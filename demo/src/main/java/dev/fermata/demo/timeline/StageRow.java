package dev.fermata.demo.timeline;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.groupingBy;

import dev.fermata.demo.drawing.SvgWriter;
import dev.fermata.demo.drawing.TimeScale;
import java.util.List;

/**
 * A stage's row of the picture.
 *
 * @param lanes how many of the stage's lanes are drawn
 * @param top edge, in user units
 * @param bars those of the lanes that are drawn
 */
record StageRow(StageTimeline stage, int lanes, double top, List<Bar> bars) {
  static final int MOST_LANES = 64;
  private static final double ROOM_FOR_LANES = 160;
  private static final double TALLEST_LANE = 18;
  private static final double LOWEST_LANE = 3;
  private static final double ROOM_FOR_LABEL = 34;
  private static final double SEAM = 0.6;

  static StageRow of(StageTimeline stage, double top, TimeScale scale) {
    int lanes = Math.min(stage.concurrency(), MOST_LANES);
    var byLane = stage.spans().stream().collect(groupingBy(Span::lane));
    var bars =
        byLane.entrySet().stream()
            .filter(lane -> lane.getKey() < lanes)
            .flatMap(lane -> LaneBars.of(scale, lane.getKey(), lane.getValue()).stream())
            .toList();
    return new StageRow(stage, lanes, top, bars);
  }

  double bottom() {
    return top + Math.max(lanes * laneHeight(), ROOM_FOR_LABEL);
  }

  /** The row in words, for those who do not see the bars. */
  String description() {
    return String.format(
        ROOT,
        "%s: %,d operations, %d at a time, median %.2f ms",
        stage.name(),
        stage.statistics().count(),
        stage.concurrency(),
        stage.durations().p50() / 1e6);
  }

  void draw(SvgWriter svg, TimeScale scale, double labelX, String colour) {
    svg.open("g");
    svg.text("name", labelX, top + 14, stage.name());
    svg.text("note", labelX, top + 30, concurrency());
    if (lanes < stage.concurrency()) {
      svg.text("note", labelX, top + 46, "the first " + lanes + " are shown");
    }
    for (int lane = 0; lane < lanes; lane++) {
      svg.rect("band", scale.left(), laneTop(lane), scale.width(), barHeight());
    }
    svg.close();
    svg.open("g", "class", colour);
    for (Bar bar : bars) {
      svg.openRect("b" + bar.shade(), bar.x(), laneTop(bar.lane()), drawnWidth(bar), barHeight());
      svg.leaf("title", bar.title()).close();
    }
    svg.close();
  }

  /** Operations that follow close upon each other are set apart. */
  private static double drawnWidth(Bar bar) {
    return bar.operations() == 1 && bar.width() > 4 * SEAM ? bar.width() - SEAM : bar.width();
  }

  private String concurrency() {
    double busyPercent = 100 * stage.statistics().occupancy();
    return String.format(ROOT, "%d at a time, %.0f %% busy", stage.concurrency(), busyPercent);
  }

  private double laneTop(int lane) {
    return top + lane * laneHeight();
  }

  private double laneHeight() {
    return Math.max(LOWEST_LANE, Math.min(TALLEST_LANE, ROOM_FOR_LANES / lanes));
  }

  private double barHeight() {
    return laneHeight() * 0.85;
  }
}
