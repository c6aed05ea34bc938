package dev.fermata.transform.fuzz;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A short slice of what {@link FuzzRun} does at length: the same few hundred programs each time.
 */
class FuzzTest {

  private static final int BATCH = 60;

  @ParameterizedTest
  @CsvSource({"SOURCE, 3", "BYTECODE, 12"})
  void randomProgramsBehaveAsTheirBlockingReference(Level level, int batches) {
    var fuzzer = new Fuzzer(level, BATCH);
    for (int batch = 0; batch < batches; batch++) {
      fuzzer.runBatch(fuzzer.programs());
    }
  }
}
