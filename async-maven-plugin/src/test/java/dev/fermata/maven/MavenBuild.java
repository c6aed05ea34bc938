package dev.fermata.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs Maven on a copy of the sample projects, with a local repository of its own into which the
 * modules of this build are put as {@code mvn install} would put them.
 */
final class MavenBuild {

  private static final String VERSION = System.getProperty("project.version");
  private static final Path WORK = Path.of("target", "it").toAbsolutePath();
  private static final Path REPOSITORY = WORK.resolve("repository");

  final Path samples = WORK.resolve("samples");

  record Run(int exitCode, String log) {}

  static MavenBuild ofFreshSamples() throws IOException {
    var build = new MavenBuild();
    delete(build.samples);
    delete(REPOSITORY.resolve("dev"));
    copy(Path.of("src", "it", "samples"), build.samples);
    copyFiltered(Path.of("src", "it", "settings.xml"), WORK.resolve("settings.xml"));
    stage("fermata", Path.of("..", "pom.xml"));
    for (String module : List.of("async-core", "async-agent", "async-maven-plugin")) {
      Path folder = Path.of("..", module);
      Path reduced = folder.resolve("dependency-reduced-pom.xml");
      stage(module, Files.exists(reduced) ? reduced : folder.resolve("pom.xml"));
      String jar = module + "-" + VERSION + ".jar";
      Files.copy(
          folder.resolve("target").resolve(jar),
          repositoryFolder(module).resolve(jar),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return build;
  }

  private static void stage(String artifact, Path pom) throws IOException {
    Path folder = Files.createDirectories(repositoryFolder(artifact));
    Files.copy(
        pom,
        folder.resolve(artifact + "-" + VERSION + ".pom"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path repositoryFolder(String artifact) {
    return REPOSITORY.resolve(Path.of("dev", "fermata", artifact, VERSION));
  }

  Run run(String... arguments) throws IOException, InterruptedException {
    String maven = System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn";
    var command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("maven.home"), "bin", maven).toString(),
                    "-B",
                    "-ntp",
                    "-s",
                    WORK.resolve("settings.xml").toString(),
                    "-Dmaven.repo.local=" + REPOSITORY),
                Stream.of(arguments))
            .toList();
    Path log = WORK.resolve("maven.log");
    var builder =
        new ProcessBuilder(command)
            .directory(samples.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1");
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("Maven does not end: " + Files.readString(log));
    }
    return new Run(process.exitValue(), Files.readString(log));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        copyFiltered(file, target);
      }
    }
  }

  private static void copyFiltered(Path from, Path to) throws IOException {
    Path builder = Path.of(System.getProperty("builder.repository"));
    Files.writeString(
        to,
        Files.readString(from)
            .replace("@project.version@", VERSION)
            .replace("@builder.repository@", builder.toUri().toString()));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted((a, b) -> b.compareTo(a)).forEach(MavenBuild::deleteOne);
      }
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
