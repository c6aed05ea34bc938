package dev.fermata.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class FermataTest {
  @TempDir private Path folder;

  private record Outcome(int exitCode, String out, String err) {}

  @Test
  void countsTheModulesAsked() throws Exception {
    Path svg = folder.resolve("picture.svg");

    var outcome =
        execute("census", "--modules", "java.sql,java.logging", "--svg", "" + svg, "--verify");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith("Census of Java " + Runtime.version() + ": ")
        .contains("  java.logging ", "  java.sql ")
        .doesNotContain("  java.base ")
        .contains("Ten most used instructions", "Ten most called methods", "Largest method")
        .contains("Class files that could not be parsed: none")
        .contains("  list ", "  read ", "  parse ", "  merge ")
        .contains("Picture: " + svg)
        .endsWith("Verified: a plain loop counts the same.\n");
    assertThat(Files.readString(svg)).contains("<svg ").endsWith("</svg>\n");
  }

  @Test
  void theLimitHolds() {
    var outcome =
        execute("census", "--limit", "20", "--concurrency=3", "--svg", folder + "/picture.svg");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains(": 20 class files, ").contains("  java.base ");
  }

  @ParameterizedTest
  @CsvSource({
    "--help, Usage: fermata",
    "census --help, --concurrency=N",
    "--version, fermata ",
    "census --version, fermata "
  })
  void helpAndVersionGoToStandardOutput(String arguments, String expected) {
    var outcome = execute(arguments.split(" "));

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains(expected);
    assertThat(outcome.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "consensus",
        "--bogus",
        "census --bogus",
        "census extra",
        "census --limit",
        "census --limit many",
        "census --limit 0",
        "census --concurrency -4",
        "census --concurrency 99999999999",
        "census --svg-seconds 0",
        "census --modules java.base,java.bass",
        "census --svg /no/such/folder/picture.svg",
        "census --svg /"
      })
  void aWrongOptionOrValueIsOneLineAndExitCode2(String arguments) {
    var outcome = execute(arguments.split(" "));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("fermata").hasLineCount(1).contains("--help");
  }

  @Test
  void withoutACommandItTellsWhichThereAre() {
    var outcome = execute();

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .startsWith("Usage: fermata [-hV] COMMAND")
        .contains(
            "Commands:",
            "  lessons  Lists the lessons, or gives all of them.",
            "  lesson   Gives one lesson.",
            "  serve    Shows an event loop in the browser, step by step.",
            "  census   Counts what the running JDK is made of.");
  }

  @Test
  void theErrorNamesWhatWasWrong() {
    assertThat(execute("census", "--limit", "0").err())
        .contains("--limit")
        .contains("'0' is not a whole number from 1");
    assertThat(execute("census", "--modules", "java.bass").err()).contains("'java.bass'");
  }

  private static Outcome execute(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        Fermata.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }
}
