package dev.fermata.demo.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MeasurementsTest {
  private final AtomicInteger othersRuns = new AtomicInteger();

  private final class Other implements Lesson {
    @Override
    public void teach(Studio studio) {
      othersRuns.incrementAndGet();
      studio.say("other");
    }
  }

  private final class Later implements Lesson {
    @Override
    public void teach(Studio studio) {
      studio.say("later");
    }

    @Override
    public List<Lesson> sameWork() {
      return List.of(new Other());
    }
  }

  @Test
  void theRehearsalIsNotHeardNorCounted() throws Exception {
    List<String> heard = new ArrayList<>();

    var run = new Measurements().run(new Other(), heard::add);

    assertThat(othersRuns).hasValue(2);
    assertThat(heard).containsExactly("other");
    assertThat(run.output()).containsExactly("other");
  }

  @Test
  void whatWasMeasuredBeforeIsNotMeasuredAgain() throws Exception {
    var measurements = new Measurements();
    var other = measurements.run(new Other(), line -> {});
    var later = measurements.run(new Later(), line -> {});

    assertThat(measurements.besideSameWork(later)).containsExactly(other, later);
    assertThat(othersRuns).hasValue(2);
  }

  @Test
  void whatWasNotMeasuredIsMeasuredForTheComparison() throws Exception {
    var measurements = new Measurements();
    var later = measurements.run(new Later(), line -> {});

    assertThat(measurements.besideSameWork(later))
        .extracting(run -> run.lesson().getClass().getSimpleName())
        .containsExactly("Other", "Later");
  }

  @Test
  void theComparisonIsATableWithTheLongestBarForTheLongestTime() {
    var lines =
        List.of(
            new Comparison.Line("L02Slow", 400, 4, 900, 1),
            new Comparison.Line("L09Fast", 100, 1, 0, 3));

    assertThat(Comparison.text(lines).lines())
        .satisfiesExactly(
            heading -> assertThat(heading).contains("time", "threads", "most in memory"),
            slow -> assertThat(slow).contains("L02Slow", "400 ms", " " + "=".repeat(24) + " "),
            fast -> assertThat(fast).contains("L09Fast", "100 ms", " " + "=".repeat(6) + " "));
  }
}
