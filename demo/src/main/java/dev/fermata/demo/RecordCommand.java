package dev.fermata.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fermata.demo.stepper.programs.Program;
import dev.fermata.demo.stepper.recorder.Recorder;
import dev.fermata.demo.stepper.recording.Recording;
import dev.fermata.demo.stepper.recording.RecordingJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The sub-command {@code record}. */
@Command(
    name = "record",
    header = "Records the stepper's programs anew.",
    description = {
      "Records the stepper's programs anew: runs each in a JVM of its own, under a debugger's eyes.",
      "Needs a JDK (its module jdk.jdi) and the programs' sources."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    sortOptions = false)
final class RecordCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "Where the recordings are written.")
  private Path folder = Path.of(".");

  @Option(
      names = "--sources",
      paramLabel = "DIR",
      description = "Where the programs' sources are (default: ${DEFAULT-VALUE}).")
  private Path sources = Path.of("demo", "src", "main", "java");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Files.createDirectories(folder);
    for (Program program : Program.values()) {
      Recording recording = Recorder.record(program, sources);
      Path file = folder.resolve(program.id() + ".json");
      Files.write(file, RecordingJson.of(recording).getBytes(UTF_8));
      out.println(file + ": " + recording.steps().size() + " steps");
      out.flush();
    }
    return ExitCode.OK;
  }
}
