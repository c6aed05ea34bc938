package dev.fermata.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The goals as Maven runs them, on sample projects: one build, and another after a change. */
class InstrumentIT {

  private static MavenBuild build;
  private static MavenBuild.Run first;
  private static MavenBuild.Run second;
  private static FileTime builtFirst;

  @BeforeAll
  static void buildTwice() throws Exception {
    build = MavenBuild.ofFreshSamples();
    first = build.run("--fail-at-end", "process-test-classes");
    builtFirst = Files.getLastModifiedTime(classFile("shop", "classes", "Shop"));
    Path visit = build.samples.resolve("shop/src/test/java/shop/Visit.java");
    Files.writeString(visit, Files.readString(visit).replace("twice", "oftener"));
    second = build.run("-pl", "shop", "process-test-classes");
  }

  @Test
  void classesAndTestClassesAreInstrumented() throws IOException {
    assertThat(first.log())
        .containsSubsequence(
            "instrument (default)",
            "Instrumented 1 method(s) in 1 class(es)",
            "instrument-test (default)",
            "Instrumented 1 method(s) in 1 class(es)");
    assertThat(content(classFile("shop", "classes", "Shop"))).contains("async$buy$resume");
    assertThat(content(classFile("shop", "test-classes", "Visit"))).contains("$resume");
  }

  @Test
  void aRefusalFailsTheBuildWithItsPlace() {
    assertThat(first.exitCode()).isNotZero();
    assertThat(first.log())
        .contains(
            "[ERROR] Refused.java:9: shop.Refused.buy: await is not allowed in a synchronized")
        .contains("1 method(s) cannot be made async")
        .containsPattern("refused \\.+ FAILURE");
  }

  @Test
  void skippedIsSkipped() throws IOException {
    assertThat(first.log()).contains("Instrumentation is skipped");
    assertThat(content(classFile("skipped", "classes", "Shop"))).doesNotContain("async$buy");
  }

  @Test
  void onlyWhatWasCompiledAgainIsInstrumentedAgain() throws IOException {
    assertThat(second.exitCode()).as(second.log()).isZero();
    assertThat(second.log())
        .containsSubsequence(
            "Instrumented 0 method(s) in 0 class(es)", "Instrumented 1 method(s) in 1 class(es)");
    assertThat(Files.getLastModifiedTime(classFile("shop", "classes", "Shop")))
        .isEqualTo(builtFirst);
    assertThat(content(classFile("shop", "test-classes", "Visit")))
        .contains("async$oftener$resume");
  }

  private static Path classFile(String module, String folder, String name) {
    return build.samples.resolve(Path.of(module, "target", folder, "shop", name + ".class"));
  }

  private static String content(Path classFile) throws IOException {
    return Files.readString(classFile, StandardCharsets.ISO_8859_1);
  }
}
