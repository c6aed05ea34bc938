package dev.fermata.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is after {@code mvn package}: the README's command. */
@Timeout(120)
class RunnableJarIT {
  private static final Path JAR = Path.of(System.getProperty("demo.jar"));

  @Test
  void startsWithJavaJarAlone(@TempDir Path folder) throws Exception {
    assertThat(java(folder, "-jar", JAR.toString(), "census", "--limit", "600"))
        .startsWith("Census of Java " + Runtime.version() + ": 600 class files")
        .endsWith("Picture: census-timeline.svg\n");
    assertThat(folder.resolve("census-timeline.svg")).isNotEmptyFile();
  }

  @Test
  void aLessonRunsAloneByItsClass(@TempDir Path folder) throws Exception {
    assertThat(java(folder, "-cp", JAR.toString(), "dev.fermata.demo.lessons.L10WhatIsMadeOfIt"))
        .startsWith("processAll: 1 state, kept in one Frames.")
        .contains("async$process(.., Frames.");
  }

  @Test
  void theJarHoldsTheSourcesOfTheLessons() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .filteredOn(
              name -> name.startsWith("dev/fermata/demo/lessons/") && name.endsWith(".java"))
          .hasSize(15);
    }
  }

  /** What Java prints; it must exit with 0 and print no errors. */
  private static String java(Path folder, String... arguments) throws Exception {
    Path errors = folder.resolve("errors.txt");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();

    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(errors).isEmptyFile();
    return output;
  }

  @Test
  void hasItsDependenciesBesideIt() throws IOException {
    try (var jar = new JarFile(JAR.toFile());
        Stream<Path> libraries = Files.list(JAR.resolveSibling("lib"))) {
      var classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);

      assertThat(libraries.map(library -> "lib/" + library.getFileName()))
          .contains(classPath.split(" "));
    }
  }
}
