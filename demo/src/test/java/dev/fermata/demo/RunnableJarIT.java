package dev.fermata.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
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
    Path errors = folder.resolve("errors.txt");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "census",
                "--limit",
                "600")
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .startsWith("Census of Java " + Runtime.version() + ": 600 class files")
        .endsWith("Picture: census-timeline.svg\n");
    assertThat(process.waitFor()).isZero();
    assertThat(errors).isEmptyFile();
    assertThat(folder.resolve("census-timeline.svg")).isNotEmptyFile();
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
