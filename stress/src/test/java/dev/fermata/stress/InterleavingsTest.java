package dev.fermata.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Runs all races of this module under jcstress, which forks a JVM for each and fails when one of
 * them shows an outcome that it forbids. How long it runs is set in the POM.
 */
class InterleavingsTest {

  @Test
  void noRaceShowsAForbiddenOutcome() throws IOException, InterruptedException {
    Path directory = Files.createDirectories(Path.of(System.getProperty("jcstress.directory")));
    Path output = directory.resolve("output.txt");
    Process jcstress =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.openjdk.jcstress.Main",
                    "-m",
                    System.getProperty("jcstress.mode"),
                    "-sc",
                    System.getProperty("jcstress.split"),
                    "-jvmArgsPrepend",
                    "-Dfermata.slowCallbackMillis=0", // its list would grow by a loop in each race
                    "-r",
                    directory.resolve("report").toString()))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = jcstress.waitFor();
    String said = Files.readString(output);
    assertThat(exit).as(said).isZero();
    assertThat(said)
        .contains(" 0 failed, 0 soft errs, 0 hard errs)")
        .doesNotContain("would not run");
  }
}
