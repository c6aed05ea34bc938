package dev.fermata.demo.timeline;

import static java.util.Locale.ROOT;

import dev.fermata.demo.drawing.TimeScale;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Turns the operations of one lane into bars. An operation at least one unit wide has a bar of its
 * own; shorter ones are gathered into cells of a fixed grid, the stronger the busier, so the number
 * of bars is bounded by the picture's width however many operations there are.
 */
final class LaneBars {
  static final double NARROWEST_OPERATION = 1;

  private final TimeScale scale;
  private final int lane;
  private final NavigableMap<Integer, GridCell> cells = new TreeMap<>();
  private final List<Bar> wide = new ArrayList<>();

  private LaneBars(TimeScale scale, int lane) {
    this.scale = scale;
    this.lane = lane;
  }

  /** Bars in drawing order: a wide one may cover the edge of a cell. */
  static List<Bar> of(TimeScale scale, int lane, List<Span> spans) {
    var bars = new LaneBars(scale, lane);
    spans.forEach(bars::add);
    return Stream.concat(bars.gathered(), bars.wide.stream()).toList();
  }

  private void add(Span span) {
    double x = scale.x(span.start());
    double right = Math.min(scale.x(span.end()), scale.left() + scale.width());
    double width = right - x;
    if (width >= NARROWEST_OPERATION) {
      wide.add(new Bar(lane, x, width, Bar.FULL, 1, title(span)));
    } else {
      int index = (int) ((x - scale.left()) / GridCell.WIDTH);
      cells.computeIfAbsent(index, GridCell::new).add(width);
    }
  }

  private Stream<Bar> gathered() {
    var gathered = new ArrayDeque<GridCell>();
    for (GridCell cell : cells.values()) {
      if (gathered.isEmpty() || !gathered.getLast().absorbs(cell)) {
        gathered.add(cell);
      }
    }
    return gathered.stream().map(this::bar);
  }

  private Bar bar(GridCell cell) {
    double x = scale.left() + cell.first() * GridCell.WIDTH;
    return new Bar(lane, x, cell.width(), cell.shade(), cell.operations(), title(cell));
  }

  private static String title(Span span) {
    return String.format(
        ROOT, "%s: %.2f ms, from %.2f ms", span.label(), span.duration() / 1e6, span.start() / 1e6);
  }

  private String title(GridCell cell) {
    double cellMillis = GridCell.WIDTH * scale.nanosPerUnit() / 1e6;
    return String.format(
        ROOT,
        "%,d short operations, %.0f %% busy, from %.1f to %.1f ms",
        cell.operations(),
        100 * cell.busy(),
        cell.first() * cellMillis,
        cell.end() * cellMillis);
  }
}
