package dev.fermata.transform.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short slice of what {@link CorpusRun} does with large jars: two that are there anyway. */
class CorpusTest {

  @ParameterizedTest
  @ValueSource(strings = {"junit-jupiter-api", "logback-core"})
  void everyMethodIsTransformedOrRefusedAndVerifies(String artifact) throws IOException {
    assertThat(new Corpus(artifact, ClassFileSources.jar(artifact), true).faults()).isEmpty();
  }
}
