package dev.fermata.pipeline.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a moment lies on the picture.
 *
 * @param left of the first moment, in user units
 * @param width of the whole, in user units
 * @param from the first moment, since the run began
 * @param length of time; more than zero
 */
record TimeScale(double left, double width, Duration from, Duration length) {
  private static final int MOST_TICKS = 10;

  /** A line of the axis. */
  record Tick(double x, String label) {}

  /** Moments outside lie on the edges. */
  double x(Duration moment) {
    double share = (double) moment.minus(from).toNanos() / length.toNanos();
    return left + width * Math.max(0, Math.min(1, share));
  }

  double right() {
    return left + width;
  }

  /** At round numbers of a unit that fits. */
  List<Tick> ticks() {
    long step = step();
    long first = Math.floorDiv(from.toNanos() + step - 1, step) * step;
    var ticks = new ArrayList<Tick>();
    for (long at = first; at <= from.plus(length).toNanos(); at += step) {
      ticks.add(new Tick(x(Duration.ofNanos(at)), label(at, step)));
    }
    return ticks;
  }

  private long step() {
    for (long power = 1; true; power *= 10) {
      for (int factor : new int[] {1, 2, 5}) {
        if (length.toNanos() / (power * factor) <= MOST_TICKS) {
          return power * factor;
        }
      }
    }
  }

  private static String label(long nanos, long step) {
    if (step >= 1_000_000_000) {
      return nanos / 1_000_000_000 + " s";
    }
    return step >= 1_000_000
        ? String.format(Locale.ROOT, "%,d ms", nanos / 1_000_000)
        : String.format(Locale.ROOT, "%s ms", Svg.number(nanos / 1e6));
  }
}
