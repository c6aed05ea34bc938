package dev.fermata.demo.timeline;

/** The short operations of a lane that begin between two lines of the picture's grid. */
final class GridCell {
  /** In user units. */
  static final double WIDTH = 2;

  private final int first;
  private int end;
  private int operations;
  private double worked;

  /** Line {@code index} of the grid is its left edge. */
  GridCell(int index) {
    first = index;
    end = index + 1;
  }

  /** An operation, {@code width} user units long. */
  void add(double width) {
    operations++;
    worked += width;
  }

  /** Takes in its neighbour, if that looks the same; it then spans both. */
  boolean absorbs(GridCell next) {
    if (end != next.first || shade() != next.shade()) {
      return false;
    }
    end = next.end;
    operations += next.operations;
    worked += next.worked;
    return true;
  }

  int first() {
    return first;
  }

  int end() {
    return end;
  }

  int operations() {
    return operations;
  }

  double width() {
    return (end - first) * WIDTH;
  }

  /** The share of its time at work, 0 to 1. */
  double busy() {
    return Math.min(1, worked / width());
  }

  int shade() {
    return Math.max(1, (int) Math.ceil(busy() * Bar.FULL));
  }
}
