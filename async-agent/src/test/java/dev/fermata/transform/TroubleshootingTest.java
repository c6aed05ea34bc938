package dev.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.model.Rejection.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TroubleshootingTest {

  private static final Path GUIDE = Path.of("..", "docs", "troubleshooting.md");

  @ParameterizedTest
  @EnumSource(Reason.class)
  void theGuideExplainsEveryRefusalInItsOwnWords(Reason reason) throws IOException {
    String explanation = reason.explain("");
    String problem = explanation.substring(0, explanation.indexOf(';'));
    assertThat(Files.readString(GUIDE)).contains("| " + problem + " |");
  }
}
