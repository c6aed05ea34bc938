package dev.fermata.demo;

import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Errors as one line on standard error, and their exit codes. */
final class OneLineError {
  private OneLineError() {}

  /** A wrong option or value. */
  static int usage(ParameterException error, String... arguments) {
    var command = error.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    print(command, message(error) + " (try '" + name + " --help')");
    return ExitCode.USAGE;
  }

  /** Anything that went wrong while a command ran. */
  static int failure(Exception error, CommandLine command, ParseResult parsed) {
    print(command, message(error));
    return ExitCode.SOFTWARE;
  }

  private static void print(CommandLine command, String message) {
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + message);
    command.getErr().flush();
  }

  private static String message(Exception error) {
    return Objects.requireNonNullElse(error.getMessage(), error.toString())
        .strip()
        .replaceAll("\\R\\s*", "; ");
  }
}
