package dev.fermata.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code instrument [--classpath CP] [--check] [--dump DIR] DIR_OR_JAR...}, as it was written.
 *
 * <p>Parsed by hand: this jar goes into every JVM that the agent runs in, and four options do not
 * earn a parser of 400 KB.
 *
 * @param targets directories and jars to instrument, at least one
 * @param classPath where superclasses are looked up beside the targets
 */
record InstrumentCommand(
    List<Path> targets, List<Path> classPath, boolean check, Optional<Path> dump) {

  static InstrumentCommand parse(List<String> arguments) throws UsageException {
    Deque<String> rest = new ArrayDeque<>(arguments);
    List<Path> targets = new ArrayList<>();
    List<Path> classPath = new ArrayList<>();
    boolean check = false;
    Path dump = null;
    boolean options = true;
    while (!rest.isEmpty()) {
      String argument = rest.pop();
      if (options && argument.equals("--")) {
        options = false;
      } else if (options && argument.startsWith("-")) {
        switch (argument) {
          case "--classpath", "--class-path", "-cp" ->
              addClassPath(value(argument, rest.poll()), classPath);
          case "--check" -> check = true;
          case "--dump" -> dump = Path.of(value(argument, rest.poll()));
          default -> throw new UsageException("unknown option " + argument);
        }
      } else {
        targets.add(existing(argument, "there is no "));
      }
    }
    if (targets.isEmpty()) {
      throw new UsageException("name at least one directory or jar to instrument");
    }
    return new InstrumentCommand(
        List.copyOf(targets), List.copyOf(classPath), check, Optional.ofNullable(dump));
  }

  private static String value(String option, @Nullable String value) throws UsageException {
    if (value == null) {
      throw new UsageException(option + " needs a value");
    }
    return value;
  }

  /** An entry that is missing would make us guess what superclasses are. */
  private static void addClassPath(String value, List<Path> classPath) throws UsageException {
    for (String entry : value.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        classPath.add(existing(entry, "the class path names what is not there: "));
      }
    }
  }

  private static Path existing(String name, String otherwise) throws UsageException {
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      throw new UsageException(otherwise + name);
    }
    return path;
  }
}
