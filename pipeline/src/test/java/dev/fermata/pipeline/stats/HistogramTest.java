package dev.fermata.pipeline.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private final Histogram histogram = new Histogram();

  @Test
  void smallValuesAreExact() {
    for (int i = 1; i <= 20; i++) {
      histogram.add(i);
    }

    assertThat(histogram.quantile(0.5)).isEqualTo(10);
    assertThat(histogram.quantile(0.9)).isEqualTo(18);
    assertThat(histogram.quantile(1)).isEqualTo(20);
    assertThat(histogram.quantile(0)).isEqualTo(1);
  }

  @Test
  void quantilesAreWithinOne32ndOfThoseOfASortedArray() {
    long seed = 4711;
    var random = new Random(seed);
    long[] values = random.doubles(10_000).mapToLong(x -> (long) Math.exp(43 * x)).toArray();
    Arrays.stream(values).forEach(histogram::add);
    Arrays.sort(values);

    for (double share : new double[] {0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 1}) {
      long exact = values[(int) Math.ceil(share * values.length) - 1];
      assertThat(histogram.quantile(share))
          .as("quantile %s with seed %d", share, seed)
          .isCloseTo(exact, within(exact / 32 + 1));
    }
  }

  @Test
  void theGreatestAndTheLeastValuesHaveTheirPlace() {
    histogram.add(Long.MAX_VALUE);
    histogram.add(-1);

    assertThat(histogram.quantile(0.5)).isZero();
    assertThat(histogram.quantile(1)).isGreaterThan(Long.MAX_VALUE / 32 * 31);
  }

  @Test
  void anEmptyOneHasZeros() {
    assertThat(histogram.quantile(0.5)).isZero();
  }
}
