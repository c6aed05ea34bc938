package dev.fermata.demo.timeline;

import static dev.fermata.demo.timeline.Stages.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fermata.demo.drawing.TimeScale;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneBarsTest {
  /** One unit is one millisecond. */
  private static final TimeScale SCALE = new TimeScale(100, 1000, Duration.ofSeconds(1));

  @Test
  void aLongOperationHasABarOfItsOwn() {
    assertThat(LaneBars.of(SCALE, 3, List.of(span(3, 20, 50))))
        .containsExactly(new Bar(3, 120, 30, Bar.FULL, 1, "item: 30.00 ms, from 20.00 ms"));
  }

  @Test
  void aBarEndsWithTheWindow() {
    assertThat(LaneBars.of(SCALE, 0, List.of(span(0, 990, 4000))))
        .extracting(Bar::x, Bar::width)
        .containsExactly(tuple(1090.0, 10.0));
  }

  @Test
  void shortOperationsShareABarThatTellsHowBusyTheyWere() {
    var spans = List.of(span(0, 4, 4.5), span(0, 4.5, 4.75), span(0, 5, 5.25));

    assertThat(LaneBars.of(SCALE, 0, spans))
        .containsExactly(
            new Bar(0, 104, 2, 3, 3, "3 short operations, 50 % busy, from 4.0 to 6.0 ms"));
  }

  @Test
  void neighboursOfOneShadeAreOneBar() {
    var spans = IntStream.range(0, 100).mapToObj(i -> span(0, 2 * i, 2 * i + 0.9)).toList();

    assertThat(LaneBars.of(SCALE, 0, spans))
        .singleElement()
        .satisfies(
            bar -> {
              assertThat(bar.width()).isEqualTo(200);
              assertThat(bar.operations()).isEqualTo(100);
            });
  }

  @Test
  void theNumberOfBarsIsBoundedHoweverManyOperationsThereAre() {
    var spans =
        IntStream.range(0, 500_000)
            .filter(i -> i % 1000 < 200 + i % 3000)
            .mapToObj(i -> span(0, i * 0.002, i * 0.002 + 0.0015))
            .toList();

    var bars = LaneBars.of(SCALE, 0, spans);

    assertThat(bars).hasSizeLessThanOrEqualTo(500);
    assertThat(bars.stream().mapToInt(Bar::operations).sum()).isEqualTo(spans.size());
  }
}
