package dev.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.transform.Instrumenter;
import dev.fermata.transform.harness.InMemoryCompiler;
import dev.fermata.transform.model.ClassFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * Classes that were instrumented at build time are classes like any other: they need {@code
 * async-core} and its slf4j alone, and go into the archives that let a JVM start faster.
 */
class ArchivedClassesIT {

  private static final String FROM_ARCHIVE = "Program source: shared objects file";

  @TempDir Path directory;
  private String classPath = "";

  @BeforeEach
  void instrumentProgram() throws Exception {
    Map<String, byte[]> classFiles =
        InMemoryCompiler.compile(
            List.of("--release", "17"),
            "Program.java",
            """
            import static dev.fermata.async.Async.await;
            import dev.fermata.async.*;
            import java.time.Duration;
            import java.util.concurrent.*;
            class Program {
              static CompletableFuture<String> greet(String name) {
                await(Async.sleep(Duration.ofMillis(1)));
                return CompletableFuture.completedFuture("hello " + name);
              }
              public static void main(String[] args) {
                System.out.println(EventLoop.run(() -> greet("world")));
              }
            }
            """);
    Path jar = directory.resolve("program.jar");
    var instrumenter = new Instrumenter(ClassFiles.of(Async.class.getClassLoader()));
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var classFile : classFiles.entrySet()) {
        out.putNextEntry(new JarEntry(classFile.getKey() + ".class"));
        out.write(instrumenter.instrument(classFile.getValue()).classFile().orElseThrow());
      }
    }
    classPath =
        String.join(
            File.pathSeparator,
            jar.toString(),
            packagedCore().toString(),
            locationOf(org.slf4j.Logger.class));
  }

  @Test
  void nothingButTheRuntimeIsNeeded() throws Exception {
    Run run = java("-Xverify:all");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("hello world\n");
  }

  @Test
  void theyGoIntoADynamicArchive() throws Exception {
    Path archive = directory.resolve("program.jsa");
    assertThat(java("-XX:ArchiveClassesAtExit=" + archive).exitCode()).isZero();
    Run run = java("-XX:SharedArchiveFile=" + archive, "-Xshare:on", "-Xlog:class+load:stderr");
    assertThat(run.out()).isEqualTo("hello world\n");
    assertThat(run.err()).contains(FROM_ARCHIVE);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_25)
  void theyGoIntoAnAheadOfTimeCache() throws Exception {
    Path cache = directory.resolve("program.aot");
    assertThat(java("-XX:AOTCacheOutput=" + cache).exitCode()).isZero();
    Run run = java("-XX:AOTCache=" + cache, "-XX:AOTMode=on", "-Xlog:class+load:stderr");
    assertThat(run.out()).isEqualTo("hello world\n");
    assertThat(run.err()).contains(FROM_ARCHIVE);
  }

  private record Run(int exitCode, String out, String err) {}

  private Run java(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, "Program"));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
    String printed =
        Files.readAllLines(out).stream()
            .filter(line -> line.startsWith("hello"))
            .map(line -> line + "\n")
            .reduce("", String::concat);
    return new Run(process.exitValue(), printed, Files.readString(err));
  }

  /** Archives take jars, not directories of classes. */
  private static Path packagedCore() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "async-core", "target"))) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().matches("async-core-[0-9].*(?<!-sources)\\.jar"))
          .findFirst()
          .orElseThrow()
          .toRealPath();
    }
  }

  private static String locationOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
