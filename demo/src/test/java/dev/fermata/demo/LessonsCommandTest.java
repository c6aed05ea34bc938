package dev.fermata.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LessonsCommandTest {
  @TempDir private Path folder;

  private record Outcome(int exitCode, String out, String err) {}

  @Test
  void listsTheLessons() {
    var outcome = execute("lessons");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith("  1  One future\n  2  Chaining by blocking")
        .contains("fermata lesson N");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void givesOneLessonWithTextOutputTimelineAndComparison() {
    var outcome = execute("lesson", "9", "--source");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .containsSubsequence(
            "Lesson 9. async and await\n======",
            "`await(..)`",
            "public final class L09AsyncAwait",
            "all are under way",
            "stored: [ant, bee, cat, dog, elk, fox]",
            "~ ant",
            "In the timeline: one thread",
            "The same work, measured",
            "L02ChainByBlocking",
            "L09AsyncAwait");
  }

  @ParameterizedTest
  @CsvSource({
    "2, PlainCalls L02ChainByBlocking",
    "5, L02ChainByBlocking L05FirstCompletedFirst",
    "9, L02ChainByBlocking L05FirstCompletedFirst L09AsyncAwait",
    "13, L02ChainByBlocking L05FirstCompletedFirst L09AsyncAwait L13ConcurrencyPerStage"
  })
  void lessonsThatDoTheSameWorkEndWithTheMeasuredComparison(int lesson, String compared) {
    List<String> lines = execute("lesson", Integer.toString(lesson)).out().lines().toList();

    int heading = lines.size() - compared.split(" ", -1).length - 1;
    assertThat(lines.get(heading)).startsWith("The same work, measured");
    assertThat(lines.subList(heading + 1, lines.size()))
        .allMatch(line -> line.matches("\\w+ +\\d+ ms +=+ +\\d+ +\\d+ ms +\\d+"))
        .extracting(line -> line.replaceAll(" .*", ""))
        .containsExactly(compared.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lesson", "lesson 0", "lesson 99", "lesson one", "lessons extra"})
  void aWrongLessonIsOneLineAndExitCode2(String arguments) {
    var outcome = execute(arguments.split(" "));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("fermata lesson").hasLineCount(1).contains("--help");
  }

  @Test
  void aFileIsNoFolderForPages() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(execute("lessons", "--html", file.toString()).err())
        .startsWith("fermata lessons: --html: ")
        .contains("is a file");
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
