package dev.fermata.demo.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DurationSummaryTest {

  @Test
  void percentilesAreDurationsThatOccurred() {
    long[] shuffled = LongStream.rangeClosed(1, 200).map(i -> (i * 77) % 201).toArray();

    assertThat(DurationSummary.of(shuffled)).isEqualTo(new DurationSummary(100, 180, 198, 200));
    assertThat(DurationSummary.of(new long[] {7})).isEqualTo(new DurationSummary(7, 7, 7, 7));
  }

  @Test
  void nothingMeasuredIsZero() {
    assertThat(DurationSummary.of(new long[0])).isEqualTo(new DurationSummary(0, 0, 0, 0));
  }
}
