package dev.fermata.demo.drawing;

import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * Where a moment lies on the picture.
 *
 * @param left of the moment 0, in user units
 * @param width of the whole window, in user units
 */
public record TimeScale(double left, double width, Duration window) {
  private static final int MOST_TICKS = 11;

  public double x(long nanos) {
    return left + nanos / nanosPerUnit();
  }

  public double nanosPerUnit() {
    return window.toNanos() / width;
  }

  /** Round milliseconds from 0 to the end of the window: multiples of 1, 2 or 5 times 10^n. */
  public DoubleStream tickMillis() {
    double millis = window.toNanos() / 1e6;
    double step = tickStep(millis);
    return DoubleStream.iterate(0, tick -> tick + 1)
        .map(tick -> tick * step)
        .takeWhile(tick -> tick <= millis);
  }

  private static double tickStep(double millis) {
    double decade = Math.pow(10, Math.floor(Math.log10(millis / MOST_TICKS)));
    return DoubleStream.of(1, 2, 5, 10)
        .map(factor -> factor * decade)
        .filter(step -> millis / step <= MOST_TICKS)
        .findFirst()
        .orElseThrow();
  }
}
