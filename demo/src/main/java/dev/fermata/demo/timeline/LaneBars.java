package dev.fermata.demo.timeline;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Turns the operations of one lane into bars. An operation at least one unit wide has a bar of its
 * own; shorter ones are gathered into cells of a fixed grid, the stronger the busier, so the number
 * of bars is bounded by the picture's width however many operations there are.
 */
final class LaneBars {
  static final double NARROWEST_OPERATION = 1;
  static final double CELL = 2;

  private final TimeScale scale;
  private final int lane;
  private final NavigableMap<Integer, Cell> cells = new TreeMap<>();
  private final List<Bar> wide = new ArrayList<>();

  private LaneBars(TimeScale scale, int lane) {
    this.scale = scale;
    this.lane = lane;
  }

  /** Bars in drawing order: a wide one may cover the edge of a cell. */
  static List<Bar> of(TimeScale scale, int lane, List<Span> spans) {
    var bars = new LaneBars(scale, lane);
    spans.forEach(bars::add);
    List<Bar> drawn = bars.gathered();
    drawn.addAll(bars.wide);
    return drawn;
  }

  private void add(Span span) {
    double x = scale.x(span.start());
    double right = Math.min(scale.x(span.end()), scale.left() + scale.width());
    double width = right - x;
    if (width >= NARROWEST_OPERATION) {
      wide.add(new Bar(lane, x, width, Bar.FULL, 1, title(span)));
    } else {
      int index = (int) ((x - scale.left()) / CELL);
      cells.computeIfAbsent(index, Cell::new).add(width);
    }
  }

  /** Neighbouring cells of one shade make one bar. */
  private List<Bar> gathered() {
    List<Bar> bars = new ArrayList<>();
    Cell open = null;
    for (Cell cell : cells.values()) {
      if (open != null && open.end == cell.first && open.shade() == cell.shade()) {
        open.append(cell);
      } else {
        if (open != null) {
          bars.add(bar(open));
        }
        open = cell;
      }
    }
    if (open != null) {
      bars.add(bar(open));
    }
    return bars;
  }

  private Bar bar(Cell cell) {
    double x = scale.left() + cell.first * CELL;
    return new Bar(
        lane, x, (cell.end - cell.first) * CELL, cell.shade(), cell.operations, title(cell));
  }

  private static String title(Span span) {
    return String.format(
        ROOT, "%s: %.2f ms, from %.2f ms", span.label(), span.duration() / 1e6, span.start() / 1e6);
  }

  private String title(Cell cell) {
    double cellMillis = CELL * scale.nanosPerUnit() / 1e6;
    return String.format(
        ROOT,
        "%,d short operations, %.0f %% busy, from %.1f to %.1f ms",
        cell.operations,
        100 * cell.share(),
        cell.first * cellMillis,
        cell.end * cellMillis);
  }

  /** Short operations that begin between two lines of the grid. */
  private static final class Cell {
    private final int first;
    private int end;
    private int operations;
    private double busy;

    Cell(int index) {
      first = index;
      end = index + 1;
    }

    void add(double width) {
      operations++;
      busy += width;
    }

    void append(Cell next) {
      end = next.end;
      operations += next.operations;
      busy += next.busy;
    }

    double share() {
      return Math.min(1, busy / ((end - first) * CELL));
    }

    int shade() {
      return Math.max(1, (int) Math.ceil(share() * Bar.FULL));
    }
  }
}
