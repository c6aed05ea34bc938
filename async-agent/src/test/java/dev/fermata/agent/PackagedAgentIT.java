package dev.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.transform.harness.InMemoryCompiler;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as users get it: what is in it, and that programs run with it in each way. */
class PackagedAgentIT {

  private static final Path JAR = Path.of(System.getProperty("agent.jar"));

  private static final String AWAITING =
      """
      import static dev.fermata.async.Async.await;
      import dev.fermata.async.EventLoop;
      import java.util.concurrent.*;

      class Awaiting {
        static CompletableFuture<String> greet(CompletableFuture<String> name) {
          return CompletableFuture.completedFuture("hello " + await(name));
        }

        public static void main(String[] args) {
          var name = new CompletableFuture<String>();
          System.out.println(
              EventLoop.run(
                  () -> {
                    EventLoop.current().execute(() -> name.complete("world"));
                    return greet(name);
                  }));
        }
      }
      """;

  private static final String INSTALLING =
      """
      class Installing {
        public static void main(String[] args) {
          dev.fermata.agent.AsyncAgent.install();
          dev.fermata.agent.AsyncAgent.install();
          Awaiting.main(args);
        }
      }
      """;

  private static final String REJECTED =
      """
      class Rejected {
        static void greet(java.util.concurrent.CompletableFuture<String> name) {
          dev.fermata.async.Async.await(name);
        }

        public static void main(String[] args) {
          Awaiting.main(args);
          greet(new java.util.concurrent.CompletableFuture<>());
        }
      }
      """;

  @TempDir Path classes;

  private record Run(int exitCode, String out, String err) {}

  @Test
  void itsSourcesLieBesideIt() throws IOException {
    var name = JAR.getFileName().toString().replace(".jar", "-sources.jar");
    try (var sources = new JarFile(JAR.resolveSibling(name).toFile())) {
      assertThat(sources.stream().map(JarEntry::getName))
          .contains("dev/fermata/agent/AsyncAgent.java")
          .noneMatch(entry -> entry.endsWith(".class"));
    }
  }

  @BeforeEach
  void compilePrograms() throws IOException {
    var classFiles =
        InMemoryCompiler.compile(
            List.of("--release", "17", "-g"), "Program.java", AWAITING + INSTALLING + REJECTED);
    for (var classFile : classFiles.entrySet()) {
      Files.write(classes.resolve(classFile.getKey() + ".class"), classFile.getValue());
    }
  }

  @Test
  void theJarHoldsNothingButOurPackages() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("dev/fermata/") || name.startsWith("META-INF/"))
          .noneMatch(name -> name.startsWith("dev/fermata/async/"))
          .anyMatch(name -> name.equals("dev/fermata/agent/shaded/asm/ClassReader.class"))
          .filteredOn(name -> name.startsWith("META-INF/"))
          .noneMatch(name -> name.endsWith(".class"));
    }
  }

  @Test
  void noClassInTheJarRefersToUnshadedLibraries() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().endsWith(".class")) {
          var content =
              new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
          assertThat(content)
              .as(entry.getName())
              .doesNotContain("org/objectweb/asm")
              .doesNotContain("net/bytebuddy/agent/ByteBuddyAgent");
        }
      }
    }
  }

  @Test
  void theManifestNamesTheEntryPoints() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.fermata.cli.Main");
      assertThat(manifest.getValue("Premain-Class")).isEqualTo("dev.fermata.agent.AsyncAgent");
      assertThat(manifest.getValue("Agent-Class")).isEqualTo("dev.fermata.agent.AsyncAgent");
      assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("dev.fermata.agent");
    }
  }

  @Test
  void theJarInstrumentsFromTheCommandLine() throws Exception {
    Run refused = start(List.of("-jar", JAR.toString(), "instrument", classes.toString()));
    assertThat(refused.exitCode()).isOne();
    assertThat(refused.err()).startsWith("Program.java:").contains(": Rejected.greet: ");
    assertThat(refused.out()).endsWith("instrumented 1 method(s) in 1 class(es)");
    Run run = java(List.of(), "Awaiting");
    assertThat(run.out()).isEqualTo("hello world");
  }

  @Test
  void aProgramRunsWithTheAgent() throws Exception {
    Run run = java(List.of("-javaagent:" + JAR), "Awaiting");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("hello world");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aProgramInstallsTheAgentItself() throws Exception {
    List<String> options = new ArrayList<>();
    if (Runtime.version().feature() >= 21) {
      options.add("-XX:+EnableDynamicAgentLoading");
    }
    Run run = java(options, "Installing");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("hello world");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void withoutAgentAwaitTellsWhatToDo() throws Exception {
    Run run = java(List.of(), "Awaiting");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("java.lang.IllegalStateException")
        .contains("Awaiting.greet")
        .contains("-javaagent")
        .contains("AsyncAgent.install()")
        .containsIgnoringCase("maven");
  }

  @Test
  void aRejectionIsReportedAndItsAwaitThrows() throws Exception {
    Run run = java(List.of("-javaagent:" + JAR), "Rejected");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("hello world");
    assertThat(run.err())
        .contains("[fermata] Program.java:")
        .contains("Rejected.greet: a method that awaits must return CompletionStage")
        .contains("IllegalStateException")
        .contains("Rejected.greet");
  }

  @Test
  void classFilesAreDumpedOnRequest(@TempDir Path dump) throws Exception {
    Run run = java(List.of("-javaagent:" + JAR, "-Dfermata.dump=" + dump), "Awaiting");
    assertThat(run.exitCode()).isZero();
    assertThat(dump.resolve("before/Awaiting.class"))
        .hasSameBinaryContentAs(classes.resolve("Awaiting.class"));
    assertThat(Files.size(dump.resolve("after/Awaiting.class")))
        .isGreaterThan(Files.size(classes.resolve("Awaiting.class")));
  }

  /** Runs {@code main} on the class path that a user would have. */
  private Run java(List<String> options, String main) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xverify:all");
    arguments.addAll(options);
    arguments.add("-cp");
    arguments.add(
        String.join(
            File.pathSeparator,
            classes.toString(),
            locationOf(Async.class),
            locationOf(org.slf4j.Logger.class),
            JAR.toString()));
    arguments.add(main);
    return start(arguments);
  }

  private static Run start(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Path out = Files.createTempFile("out", null);
    Path err = Files.createTempFile("err", null);
    try {
      var builder = new ProcessBuilder(command);
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
      return new Run(
          process.exitValue(), Files.readString(out).strip(), withoutSlf4j(Files.readString(err)));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** slf4j says on standard error that it has no provider. */
  private static String withoutSlf4j(String err) {
    return err.replaceAll("(?m)^SLF4J.*\\R?", "").strip();
  }

  private static String locationOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
