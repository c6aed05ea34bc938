package dev.fermata.demo.stepper.recorder;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;

/** Durations as people say them. */
final class Seconds {

  private Seconds() {}

  static String of(long seconds, int nanos) {
    return ofNanos(TimeUnit.SECONDS.toNanos(seconds) + nanos);
  }

  static String ofMillis(long millis) {
    return ofNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** As in {@code 1.5 s} or {@code 60 ms}, to the millisecond. */
  static String ofNanos(long nanos) {
    if (nanos > 0 && nanos < TimeUnit.SECONDS.toNanos(1)) {
      return TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
    }
    return BigDecimal.valueOf(nanos, 9)
            .setScale(3, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        + " s";
  }
}
