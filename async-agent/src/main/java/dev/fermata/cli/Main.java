package dev.fermata.cli;

import dev.fermata.transform.build.BuildOptions;
import dev.fermata.transform.build.BuildResult;
import dev.fermata.transform.build.ClassDirectory;
import dev.fermata.transform.build.ClassJar;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Instruments class files where neither an agent nor a build plugin does:
 *
 * <pre>
 * java -jar async-agent.jar instrument [--classpath CP] [--check] [--dump DIR] DIR_OR_JAR...
 * </pre>
 *
 * <p>Exit code 0: done. 1: something cannot be transformed or rewritten; each is named on standard
 * error, as {@code file:line: reason}, and all the rest is done. 2: the command line makes no
 * sense.
 */
public final class Main {

  private static final String USAGE =
      """
      usage: java -jar async-agent.jar instrument [--classpath CP] [--check] [--dump DIR] DIR_OR_JAR...

        Rewrites the async methods of class files in place. Running again changes nothing.

        --classpath CP  where superclasses are looked up, beside what is instrumented
        --check         reports, and changes nothing
        --dump DIR      writes each changed class file to DIR/before and DIR/after

        exit code: 0 done, 1 refused (each with file, line and reason), 2 misused
      """;

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs, and ends the JVM with the exit code. */
  public static void main(String[] arguments) {
    System.exit(new Main(System.out, System.err).run(List.of(arguments)));
  }

  /** Runs, and gives the exit code. */
  int run(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.print(USAGE);
      return 0;
    }
    try {
      if (arguments.isEmpty() || !arguments.get(0).equals("instrument")) {
        throw new UsageException(
            arguments.isEmpty() ? "say what to do" : "unknown command " + arguments.get(0));
      }
      return instrument(InstrumentCommand.parse(arguments.subList(1, arguments.size())));
    } catch (UsageException e) {
      err.println(e.getMessage());
      err.print(USAGE);
      return 2;
    }
  }

  private int instrument(InstrumentCommand command) {
    boolean refused = false;
    for (Path target : command.targets()) {
      try {
        BuildResult result = instrument(target, command);
        result.warnings().forEach(warning -> err.println("warning: " + warning.message()));
        result.rejections().forEach(rejection -> err.println(rejection.message()));
        refused |= !result.rejections().isEmpty();
        out.printf(
            "%s: %s %d method(s) in %d class(es)%n",
            target,
            command.check() ? "would instrument" : "instrumented",
            result.methods(),
            result.classes());
      } catch (IOException e) {
        err.println(e instanceof java.nio.file.FileSystemException ? e.toString() : e.getMessage());
        refused = true;
      }
    }
    return refused ? 1 : 0;
  }

  private static BuildResult instrument(Path target, InstrumentCommand command) throws IOException {
    List<Path> classPath = new ArrayList<>(command.targets());
    classPath.addAll(command.classPath());
    var options = new BuildOptions(List.copyOf(classPath), command.check(), command.dump());
    return Files.isDirectory(target)
        ? new ClassDirectory(target, options).instrument()
        : new ClassJar(target, options).instrument();
  }
}
