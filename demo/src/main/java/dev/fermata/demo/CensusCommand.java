package dev.fermata.demo;

import dev.fermata.demo.census.CensusPlan;
import dev.fermata.demo.census.CensusResult;
import dev.fermata.demo.census.CensusRun;
import dev.fermata.demo.census.RuntimeImage;
import dev.fermata.demo.census.SequentialWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The sub-command {@code census}. */
@Command(
    name = "census",
    header = "Counts what the running JDK is made of.",
    description = {
      "Counts what the running JDK is made of. All its class files pass through asynchronous stages"
          + " (list, read, parse, merge), each with its own concurrency.",
      "Prints a report and the stages' times, and draws who ran when as an SVG picture."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    sortOptions = false)
final class CensusCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "Look at the first N class files only.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "Read N class files at a time (default: ${DEFAULT-VALUE}).")
  private int concurrency = 16;

  @Option(
      names = "--modules",
      paramLabel = "NAME",
      split = ",",
      description = "Look at these modules only, for example java.base,java.xml.")
  private List<String> modules = List.of();

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Draw the picture into this file (default: ${DEFAULT-VALUE}).")
  private Path svg = Path.of("census-timeline.svg");

  @Option(
      names = "--svg-seconds",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "Draw the first N seconds (default: ${DEFAULT-VALUE}).")
  private int svgSeconds = 3;

  @Option(
      names = "--verify",
      description = "Count again with a plain loop on one thread, and compare.")
  private boolean verify;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    requireWritable();
    var plan = plan(RuntimeImage.ofThisJvm());
    var output = new CensusOutput(spec.commandLine().getOut(), spec.commandLine().getErr());
    try (var interruption = Interruption.awaited()) {
      CensusResult result = count(plan, interruption);
      if (interruption.requested()) {
        output.interrupted(result);
        return INTERRUPTED;
      }
      output.finished(result, svg);
      return !verify || output.verified(result, SequentialWalk.of(plan))
          ? ExitCode.OK
          : ExitCode.SOFTWARE;
    }
  }

  private CensusResult count(CensusPlan plan, Interruption interruption) {
    try (var progress = ProgressLine.onErrorTerminal("census");
        var census = new CensusRun(plan, Duration.ofSeconds(svgSeconds), progress)) {
      interruption.stops(census::close);
      return census.result();
    }
  }

  private CensusPlan plan(RuntimeImage image) throws IOException {
    List<String> known = image.modules();
    for (String module : modules) {
      if (!known.contains(module)) {
        throw wrong("--modules: this JDK has no module '" + module + "'");
      }
    }
    return new CensusPlan(
        image,
        modules.isEmpty() ? known : List.copyOf(new TreeSet<>(modules)),
        limit,
        concurrency,
        Runtime.getRuntime().availableProcessors());
  }

  /** Says so before the work, not after it. */
  private void requireWritable() {
    Path folder = svg.toAbsolutePath().getParent();
    if (Files.isDirectory(svg) || folder == null || !Files.isWritable(folder)) {
      throw wrong("--svg: cannot write the file '" + svg + "'");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
