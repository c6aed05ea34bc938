package dev.fermata.demo;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The demo's command line: each sub-command is one demonstration. Without one it prints what there
 * is, on standard error and with the exit code of a wrong call, so that scripts notice.
 */
@Command(
    name = "fermata",
    description = "async/await for Java: demonstrations.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "To begin with: 'lessons' lists the lessons, 'lesson 1' gives the first;",
      "'COMMAND --help' tells what a command takes."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    subcommands = {
      LessonsCommand.class,
      LessonCommand.class,
      ServeCommand.class,
      StepperCommand.class,
      RecordCommand.class,
      CensusCommand.class
    })
public final class Fermata implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    command.usage(command.getErr());
    return ExitCode.USAGE;
  }

  static CommandLine commandLine() {
    return new CommandLine(new Fermata())
        .setParameterExceptionHandler(OneLineError::usage)
        .setExecutionExceptionHandler(OneLineError::failure);
  }
}
