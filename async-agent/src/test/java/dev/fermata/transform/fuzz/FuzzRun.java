package dev.fermata.transform.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random programs for as long as you like, half of the time at each level. Not part of the normal
 * build:
 *
 * <pre>
 * mvn verify -pl async-agent -am -Pfuzz -Dfuzz.minutes=60 -Dfuzz.seed=1
 * </pre>
 *
 * Prints how many programs ran. A program that fails is shrunk, printed, and ends the run.
 */
class FuzzRun {

  private static final int BATCH = 60;

  @ParameterizedTest
  @EnumSource
  void randomProgramsBehaveAsTheirBlockingReference(Level level) {
    long minutes = Long.getLong("fuzz.minutes", 60);
    long seed = Long.getLong("fuzz.seed", 1);
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos() / Level.values().length;
    var fuzzer = new Fuzzer(level, BATCH);
    while (System.nanoTime() < end) {
      fuzzer.runBatch(seed + fuzzer.programs());
      if (fuzzer.programs() % (100 * BATCH) == 0) {
        System.out.println(level + ": " + fuzzer.programs() + " programs");
      }
    }
    System.out.println(
        level
            + ": "
            + fuzzer.programs()
            + " programs from seed "
            + seed
            + ", "
            + fuzzer.tooLarge()
            + " too large for a class file, all others as they should be");
    assertThat(fuzzer.programs()).isPositive();
  }
}
