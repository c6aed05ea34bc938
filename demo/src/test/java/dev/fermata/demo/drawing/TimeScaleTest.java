package dev.fermata.demo.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {
  private static final long MILLI = 1_000_000;

  @Test
  void theWindowFillsTheWidth() {
    var scale = new TimeScale(100, 1000, Duration.ofMillis(500));

    assertThat(scale.x(0)).isEqualTo(100);
    assertThat(scale.x(250 * MILLI)).isEqualTo(600);
    assertThat(scale.x(500 * MILLI)).isEqualTo(1100);
  }

  @Test
  void ticksAreRound() {
    assertThat(ticks(Duration.ofSeconds(2)))
        .containsExactly(0, 200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000);
    assertThat(ticks(Duration.ofMillis(37))).containsExactly(0, 5, 10, 15, 20, 25, 30, 35);
    assertThat(ticks(Duration.ofNanos(1_500))).startsWith(0, 0.0002).endsWith(0.0014);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 999, 1_000, 1_001, 86_400_000_000_000L})
  void thereAreNeitherTooManyTicksNorTooFew(long nanos) {
    assertThat(ticks(Duration.ofNanos(nanos))).hasSizeBetween(4, 13);
  }

  private static double[] ticks(Duration window) {
    return new TimeScale(0, 1000, window).tickMillis().toArray();
  }
}
