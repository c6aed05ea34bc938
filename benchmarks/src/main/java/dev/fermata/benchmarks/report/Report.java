package dev.fermata.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the table and the chart of one or more runs.
 *
 * <p>{@code java -cp benchmarks.jar dev.fermata.benchmarks.report.Report DIRECTORY JSON...} writes
 * {@code results.md} and, for each JSON file, a chart of the same name.
 */
public final class Report {

  private Report() {}

  public static void main(String... args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: Report DIRECTORY JSON...");
      System.exit(2);
    }
    Path directory = Files.createDirectories(Path.of(args[0]));
    var table =
        new StringBuilder("# Measured\n\nRatio: how many times ours; below 1 is faster.\n\n");
    for (int i = 1; i < args.length; i++) {
      Path json = Path.of(args[i]);
      Results results = Results.read(json);
      table.append(RatioTable.of(results)).append('\n');
      String chart = json.getFileName().toString().replaceFirst("\\.json$", "") + ".svg";
      Files.writeString(directory.resolve(chart), RatioChart.of(results));
      table.append("![ratios](").append(chart).append(")\n\n");
    }
    Files.writeString(directory.resolve("results.md"), table.toString().stripTrailing() + "\n");
  }
}
