package dev.fermata.javac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar and the javac of the running JDK, as a user starts it. */
class CommandLineIT {

  private static final String JAR = System.getProperty("agent.jar");

  private static final String GREETER =
      """
      import static dev.fermata.async.Async.await;
      import java.util.concurrent.CompletableFuture;

      class Greeter {
        static CompletableFuture<String> greet(CompletableFuture<String> name) {
          return CompletableFuture.completedFuture("hello " + await(name));
        }

        public static void main(String[] args) {
          var name = new CompletableFuture<String>();
          var greeting = greet(name);
          System.out.println(greeting.isDone());
          name.complete("world");
          System.out.println(greeting.join());
        }
      }
      """;

  @TempDir Path folder;

  private record Run(int exitCode, String output) {}

  @BeforeEach
  void writeSources() throws Exception {
    Files.writeString(folder.resolve("Greeter.java"), GREETER);
    Files.writeString(
        folder.resolve("Wrong.java"),
        """
        import dev.fermata.async.Async;
        class Wrong {
          void greet(java.util.concurrent.CompletableFuture<String> name) {
            Async.await(name);
          }
        }
        """);
  }

  @Test
  void instrumentsWithTwoOptions() throws Exception {
    Run run =
        javac("-processorpath", JAR, "-Xplugin:Fermata", "-XDaccessInternalAPI", "Greeter.java");
    assertThat(run).isEqualTo(new Run(0, ""));
    assertRuns();
  }

  @Test
  void instrumentsWithoutAnnotationProcessing() throws Exception {
    Run run =
        javac(
            "-processorpath",
            JAR,
            "-proc:none",
            "-Xplugin:Fermata",
            "-XDaccessInternalAPI",
            "Greeter.java");
    assertThat(run).isEqualTo(new Run(0, ""));
    assertRuns();
  }

  @Test
  void instrumentsFromTheClassPath() throws Exception {
    Run run = javac("-Xplugin:Fermata", "-XDaccessInternalAPI", "Greeter.java");
    assertThat(run).isEqualTo(new Run(0, ""));
    assertRuns();
  }

  @Test
  void instrumentsTheDirectoryThatItIsTold() throws Exception {
    Run run = javac("-processorpath", JAR, "-Xplugin:Fermata classes=" + classes(), "Greeter.java");
    assertThat(run).isEqualTo(new Run(0, ""));
    assertRuns();
  }

  @Test
  void withoutAccessToTheOutputItSaysWhatToDo() throws Exception {
    Run run = javac("-processorpath", JAR, "-Xplugin:Fermata", "Greeter.java");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains("Greeter.java:1: error: Fermata cannot instrument Greeter")
        .contains("add the option -XDaccessInternalAPI")
        .contains("\"-Xplugin:Fermata classes=DIRECTORY\"");
  }

  @Test
  void aRefusalIsACompilerError() throws Exception {
    Run run = javac("-processorpath", JAR, "-Xplugin:Fermata check", "Greeter.java", "Wrong.java");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains("Wrong.java:4: error: a method that awaits must return CompletionStage")
        .contains("    Async.await(name);" + System.lineSeparator() + "               ^")
        .contains("1 error");
    assertThat(classes().resolve("Wrong.class")).doesNotExist();
  }

  @Test
  void anUnknownArgumentEndsTheCompilation() throws Exception {
    Run run = javac("-processorpath", JAR, "-Xplugin:Fermata chekc", "Greeter.java");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .startsWith(
            "Greeter.java:1: error: -Xplugin:Fermata does not know 'chekc'; it takes 'check'")
        .endsWith("1 error")
        .doesNotContain("\tat ");
  }

  private void assertRuns() throws Exception {
    Run run = run("java", "-cp", classes() + File.pathSeparator + runtime(), "Greeter");
    assertThat(run.output().lines().filter(line -> !line.startsWith("SLF4J")))
        .containsExactly("false", "hello world");
    assertThat(run.exitCode()).isZero();
  }

  private Path classes() {
    return folder.resolve("classes");
  }

  private Run javac(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("javac", "-g", "-d", classes().toString()));
    boolean named = List.of(arguments).contains("-processorpath");
    command.addAll(List.of("-cp", named ? runtime() : runtime() + File.pathSeparator + JAR));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private Run run(String... command) throws Exception {
    List<String> line = new ArrayList<>(List.of(command));
    line.set(0, Path.of(System.getProperty("java.home"), "bin", command[0]).toString());
    Path output = folder.resolve("output");
    var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended").isTrue();
    return new Run(process.exitValue(), Files.readString(output).strip());
  }

  private static String runtime() throws URISyntaxException {
    return locationOf(Async.class) + File.pathSeparator + locationOf(org.slf4j.Logger.class);
  }

  private static String locationOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
