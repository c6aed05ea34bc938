package dev.fermata.eaasync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that were written for ea-async, run by ea-async itself and by our agent. */
class Rule20DropInForEaAsyncIT {

  private static final Path GUIDE = Path.of("..", "docs", "migrating-from-ea-async.md");

  private static Path classes;
  private static Programs.Run underEaAsync;
  private static Programs.Run underFermata;

  static List<Integer> newerReleases() {
    int running = Runtime.version().feature();
    return Stream.of(11, 17, 21, 25).filter(release -> release <= running).toList();
  }

  @BeforeAll
  static void runAllPrograms() throws Exception {
    classes = Programs.compile(8);
    var programs = new ArrayList<>(Programs.ALIKE);
    Difference.all().forEach(difference -> programs.add(difference.program()));
    List<Path> classPath = List.of(classes, Jars.EA_ASYNC, Jars.SLF4J);
    underEaAsync = Programs.run(List.of("-javaagent:" + Jars.EA_ASYNC), classPath, programs);
    underFermata =
        Programs.run(
            List.of("-Xverify:all", "-javaagent:" + Jars.ASYNC_AGENT), classPath, programs);
  }

  @ParameterizedTest
  @FieldSource("dev.fermata.eaasync.Programs#ALIKE")
  void programsBehaveAlike(String program) {
    assertThat(underEaAsync.printed().get(program)).isNotEmpty();
    assertThat(underFermata.printed().get(program)).isEqualTo(underEaAsync.printed().get(program));
  }

  @ParameterizedTest
  @MethodSource("dev.fermata.eaasync.Difference#all")
  void differencesAreThoseThatAreListed(Difference difference) throws Exception {
    assertThat(underEaAsync.printed().get(difference.program()))
        .isEqualTo(difference.underEaAsync());
    assertThat(underFermata.printed().get(difference.program()))
        .isEqualTo(difference.underFermata());
    assertThat(Files.readString(GUIDE)).containsIgnoringCase(difference.reason());
  }

  @ParameterizedTest
  @MethodSource("newerReleases")
  void programsOfNewerReleasesBehaveAsTheyDidUnderEaAsync(int release) throws Exception {
    Programs.Run run =
        Programs.run(
            List.of("-Xverify:all", "-javaagent:" + Jars.ASYNC_AGENT),
            List.of(Programs.compile(release), Jars.EA_ASYNC, Jars.SLF4J),
            Programs.ALIKE);
    for (String program : Programs.ALIKE) {
      assertThat(run.printed().get(program))
          .as(program)
          .isEqualTo(underEaAsync.printed().get(program));
    }
  }

  @Test
  void awaitsThatBlockAreReportedWithTheirPlace() {
    assertThat(underFermata.errors())
        .contains("Blocking.java:16: programs.Blocking.<init>: await of ea-async blocks")
        .contains("Blocking.java:20: programs.Blocking.nothing: await of ea-async blocks")
        .contains("Async::await of ea-async, as a method reference, blocks its thread")
        .doesNotContain("attach");
    assertThat(underFermata.exitCode()).isZero();
  }

  @Test
  void aProgramsOwnAsyncCoreIsUsedWhenItHasOne() throws Exception {
    Programs.Run run =
        Programs.run(
            List.of("-javaagent:" + Jars.ASYNC_AGENT, "-Xlog:class+load:stderr"),
            List.of(classes, Jars.EA_ASYNC, Jars.SLF4J, Jars.ASYNC_CORE),
            List.of("Order"));
    assertThat(run.printed().get("Order")).isEqualTo(underEaAsync.printed().get("Order"));
    assertThat(run.errors())
        .containsPattern("dev\\.fermata\\.async\\.Continuation source: file:\\S*async-core")
        .doesNotContain("fermata-async-core-");
  }

  @Test
  void noLoggingIsNeeded() throws Exception {
    Programs.Run run =
        Programs.run(
            List.of("-javaagent:" + Jars.ASYNC_AGENT),
            List.of(classes, Jars.EA_ASYNC),
            List.of("Inline"));
    assertThat(run.printed().get("Inline")).isEqualTo(underEaAsync.printed().get("Inline"));
    assertThat(run.errors()).isEmpty();
  }

  @Test
  void instrumentedAtBuildTimeTheyNeedNeitherAgentNorEaAsync() throws Exception {
    Path copy = Files.createDirectories(Path.of("target", "programs", "instrumented"));
    try (Stream<Path> files = Files.walk(classes.resolve("programs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(classes.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    assertThat(
            Programs.java(
                List.of("-jar", Jars.ASYNC_AGENT.toString(), "instrument", copy.toString())))
        .satisfies(
            run -> {
              assertThat(run.errors())
                  .contains(
                      "warning: Blocking.java:20: programs.Blocking.nothing: await of ea-async")
                  .contains("NoDefaultConstructor.java:16: programs.NoDefaultConstructor.named");
              assertThat(run.exitCode()).isOne(); // for the one that ea-async breaks on, too
            });
    var programs = new ArrayList<>(Programs.ALIKE);
    programs.remove("Blocking"); // it refers to await by method reference
    Programs.Run run =
        Programs.run(List.of("-Xverify:all"), List.of(copy, Jars.ASYNC_CORE, Jars.SLF4J), programs);
    for (String program : programs) {
      assertThat(run.printed().get(program))
          .as(program)
          .isEqualTo(underEaAsync.printed().get(program));
    }
  }

  @Test
  void aLoaderThatAsksTheApplicationsIsServed() throws Exception {
    Programs.Run run = inALoaderOfItsOwn(true, "Order");
    assertThat(run.printed().get("Order")).isEqualTo(underEaAsync.printed().get("Order"));
  }

  @Test
  void aLoaderThatDoesNotIsReported() throws Exception {
    assertThat(inALoaderOfItsOwn(false, "Blocking").errors())
        .containsOnlyOnce("their class loader does not find async-core")
        .contains("add it to the class path of");
  }

  private static Programs.Run inALoaderOfItsOwn(boolean asks, String program) throws Exception {
    return Programs.run(
        List.of("-javaagent:" + Jars.ASYNC_AGENT),
        List.of(Programs.compiledLauncher(), Jars.SLF4J),
        "launcher.Launcher",
        List.of(
            Boolean.toString(asks),
            classes.toString(),
            Jars.EA_ASYNC.toString(),
            Jars.SLF4J.toString(),
            program));
  }
}
