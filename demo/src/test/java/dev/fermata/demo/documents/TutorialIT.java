package dev.fermata.demo.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * README and tutorial as their readers have them: each program compiles, and prints what the page
 * says.
 */
@Timeout(120)
class TutorialIT {

  private static final Path[] PAGES = {
    Path.of("..", "README.md"), Path.of("..", "docs", "tutorial.md")
  };

  private static final List<String> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> !entry.contains("logback"))
          .toList();

  @TempDir private static Path folder;
  private static Tutorial tutorial;
  private static Path classes;

  @BeforeAll
  static void compileAll() throws IOException {
    tutorial = Tutorial.read(PAGES);
    classes = Files.createDirectory(folder.resolve("classes"));
    var arguments = new ArrayList<>(List.of("-Xplugin:Fermata classes=" + classes));
    arguments.addAll(List.of("-d", classes.toString()));
    arguments.addAll(List.of("-processorpath", entry("async-agent")));
    arguments.addAll(List.of("-cp", String.join(File.pathSeparator, CLASS_PATH)));
    for (var source : tutorial.sources().entrySet()) {
      Path file = folder.resolve(source.getKey());
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(exitCode).isZero();
  }

  static Stream<String> programs() throws IOException {
    return Tutorial.read(PAGES).outputs().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aProgramPrintsWhatThePageSays(String file) throws Exception {
    assertThat(java(className(file))).isEqualTo(tutorial.outputs().get(file));
  }

  @Test
  void itsTestsSucceed() throws Exception {
    var urls = new URL[] {classes.toUri().toURL()};
    int tests = 0;
    try (var loader = new URLClassLoader(urls)) {
      for (String file : tutorial.sources().keySet()) {
        if (file.startsWith("src/test/")) {
          tests += runTests(loader.loadClass(className(file)));
        }
      }
    }
    assertThat(tests).isPositive();
  }

  private static int runTests(Class<?> type) throws ReflectiveOperationException {
    int tests = 0;
    for (var method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        method.setAccessible(true);
        method.invoke(constructor.newInstance());
        tests++;
      }
    }
    return tests;
  }

  private static String className(String file) {
    return file.replaceFirst("src/(main|test)/java/", "")
        .replaceFirst("\\.java$", "")
        .replace('/', '.');
  }

  private static String java(String mainClass) throws Exception {
    Path errors = folder.resolve("errors.txt");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + File.pathSeparator + String.join(File.pathSeparator, CLASS_PATH),
                mainClass)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return output;
  }

  private static String entry(String artifact) {
    return CLASS_PATH.stream()
        .filter(entry -> Path.of(entry).getFileName().toString().startsWith(artifact))
        .findFirst()
        .orElseThrow();
  }
}
