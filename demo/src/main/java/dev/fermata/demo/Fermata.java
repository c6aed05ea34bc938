package dev.fermata.demo;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The demo's command line: each sub-command is one demonstration. */
@Command(
    name = "fermata",
    description = "async/await for Java: demonstrations.",
    synopsisSubcommandLabel = "COMMAND",
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
public final class Fermata {

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Fermata())
        .setParameterExceptionHandler(OneLineError::usage)
        .setExecutionExceptionHandler(OneLineError::failure);
  }
}
