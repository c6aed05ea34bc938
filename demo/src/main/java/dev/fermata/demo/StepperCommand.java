package dev.fermata.demo;

import dev.fermata.demo.stepper.page.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The sub-command {@code stepper}. */
@Command(
    name = "stepper",
    header = "Writes that page into a folder.",
    description = "Writes the stepper's page into a folder, to be opened without a server.",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class)
final class StepperCommand implements Callable<Integer> {

  @Option(
      names = "--html",
      paramLabel = "DIR",
      required = true,
      description = "The folder; it is made when it is not there.")
  private Path folder = Path.of("stepper");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Path start = Page.load().writeTo(folder);
    spec.commandLine().getOut().println("Open " + start.toAbsolutePath().toUri());
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
