package dev.fermata.pipeline.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Random pipelines for as long as you like. Not part of the normal build:
 *
 * <pre>
 * mvn verify -pl pipeline -am -Pfuzz -Dfuzz.minutes=60 -Dfuzz.seed=1
 * </pre>
 *
 * The first that does not behave ends the run, and tells its seed.
 */
class RandomPipelineRun {

  @Test
  void randomPipelinesBehave() {
    long first = Long.getLong("fuzz.seed", 1);
    long end = System.nanoTime() + Duration.ofMinutes(Long.getLong("fuzz.minutes", 60)).toNanos();
    long seed = first;
    var test = new RandomPipelineTest();
    var failures = new RandomFailuresTest();
    while (System.nanoTime() < end) {
      try {
        test.noItemIsLostOrDoubledAndOrderIsKeptWherePromised(seed);
        test.consumedOnTheLoopNowAndThenItBringsTheSame(seed);
        test.whereverItIsClosedNothingIsLeftBehindAndNothingCameTwice(seed);
        failures.moreFailuresThanAreAllowedEndItAndNoFewer(seed);
        failures.whereAStageBreaksAllBeforeThatIsDelivered(seed);
        failures.aStageOfWhichMoreFailThanItAllowsEndsIt(seed);
        failures.whereTheSourceFailsAllBeforeThatIsDelivered(seed);
      } catch (Throwable failure) {
        throw new AssertionError("seed " + seed, failure);
      }
      seed++;
    }
    System.out.println(seed - first + " seeds from " + first + ", all as they should be");
    assertThat(seed).isGreaterThan(first);
  }
}
