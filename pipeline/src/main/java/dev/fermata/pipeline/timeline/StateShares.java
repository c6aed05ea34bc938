package dev.fermata.pipeline.timeline;

import static dev.fermata.pipeline.timeline.Svg.number;

import dev.fermata.pipeline.timeline.Stretch.State;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers what is too short to be seen: between two lines of a grid, the share of the height that
 * each state takes up is its share of the time.
 */
final class StateShares {
  static final double CELL = 2;

  private final double left;
  private final Map<Integer, Map<State, Double>> cells = new TreeMap<>();

  StateShares(double left) {
    this.left = left;
  }

  void add(State state, double x, double width) {
    int cell = (int) ((x - left) / CELL);
    cells
        .computeIfAbsent(cell, index -> new EnumMap<>(State.class))
        .merge(state, width / CELL, Double::sum);
  }

  /** For each state there is, the outline of its part of the row, working at the bottom. */
  Map<State, String> outlines(double top, double height) {
    Map<State, StringBuilder> outlines = new EnumMap<>(State.class);
    cells.forEach(
        (cell, shares) -> {
          double x = left + cell * CELL;
          double bottom = top + height;
          for (Map.Entry<State, Double> share : shares.entrySet()) {
            double part = Math.min(bottom - top, height * share.getValue());
            bottom -= part;
            outlines
                .computeIfAbsent(share.getKey(), state -> new StringBuilder())
                .append(
                    "M%s %sh%sv%sh-%sz"
                        .formatted(
                            number(x), number(bottom), number(CELL), number(part), number(CELL)));
          }
        });
    var paths = new EnumMap<State, String>(State.class);
    outlines.forEach((state, path) -> paths.put(state, path.toString()));
    return paths;
  }
}
