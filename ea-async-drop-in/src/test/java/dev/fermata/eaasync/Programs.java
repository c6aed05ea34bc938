package dev.fermata.eaasync;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The programs, compiled for a release of Java, and run in JVMs of their own. */
final class Programs {

  /** Those that must behave alike. */
  static final List<String> ALIKE =
      List.of(
          "Order",
          "Failures",
          "Inline",
          "Monitors",
          "Blocking",
          "OwnFutures",
          "Cancelling",
          "Members",
          "Statements",
          "ArrayLoop");

  private static final Path SOURCES = Path.of("src", "programs", "java");
  private static final Path TARGET = Path.of("target", "programs");

  /** What a run printed, program by program, and on standard error. */
  record Run(int exitCode, Map<String, List<String>> printed, String errors) {}

  private Programs() {}

  static Path compile(int release) throws IOException {
    return compile("programs", release, TARGET.resolve("release-" + release));
  }

  /** What runs programs in a class loader of their own. */
  static Path compiledLauncher() throws IOException {
    return compile("launcher", 8, TARGET.resolve("launcher"));
  }

  private static Path compile(String folder, int release, Path classes) throws IOException {
    Files.createDirectories(classes);
    var arguments =
        new ArrayList<>(
            List.of("--release", Integer.toString(release), "-g", "-nowarn", "-Xlint:none"));
    arguments.addAll(List.of("-proc:none", "-cp", Jars.EA_ASYNC.toString()));
    arguments.addAll(List.of("-d", classes.toString()));
    try (Stream<Path> sources = Files.list(SOURCES.resolve(folder))) {
      sources.map(Path::toString).sorted().forEach(arguments::add);
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new IllegalStateException("the programs do not compile for release " + release);
    }
    return classes;
  }

  static Run run(List<String> options, List<Path> classPath, List<String> programs)
      throws IOException, InterruptedException {
    return run(options, classPath, "programs.Runner", programs);
  }

  static Run run(
      List<String> options, List<Path> classPath, String main, List<String> mainArguments)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-cp", joined(classPath), main));
    arguments.addAll(mainArguments);
    return java(arguments);
  }

  static Run java(List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Files.createDirectories(TARGET);
    Path out = Files.createTempFile(TARGET, "run", ".out");
    Path err = Files.createTempFile(TARGET, "run", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("hangs: " + command + "\n" + Files.readString(out));
    }
    return new Run(process.exitValue(), sections(Files.readAllLines(out)), Files.readString(err));
  }

  private static String joined(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static Map<String, List<String>> sections(List<String> lines) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("== ")) {
        current = new ArrayList<>();
        sections.put(line.substring(3), current);
      } else {
        current.add(line);
      }
    }
    return sections;
  }
}
