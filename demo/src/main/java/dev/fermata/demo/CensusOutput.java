package dev.fermata.demo;

import static java.util.Locale.ROOT;

import dev.fermata.demo.census.CensusResult;
import dev.fermata.demo.census.Report;
import dev.fermata.demo.census.ReportText;
import dev.fermata.demo.timeline.StageTable;
import dev.fermata.demo.timeline.Timeline;
import dev.fermata.demo.timeline.TimelinePicture;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the census tells, and where. */
record CensusOutput(PrintWriter out, PrintWriter err) {

  /** Report and picture. */
  void finished(CensusResult result, Path svg) throws IOException {
    Files.writeString(svg, picture(result.timeline()));
    out.printf(
        ROOT,
        "Census of Java %s: %,d class files, %,.1f MB, in %.2f s (%,.0f files a second)%n",
        Runtime.version(),
        result.report().classFiles(),
        result.report().bytes() / 1e6,
        result.elapsed().toMillis() / 1e3,
        result.filesPerSecond());
    out.print(ReportText.of(result.report()));
    out.printf("%nStages%n%s%nPicture: %s%n", StageTable.of(result.timeline()), svg);
    out.flush();
  }

  /** Whether both reports are the same. */
  boolean verified(CensusResult result, Report truth) {
    boolean equal = result.report().equals(truth);
    if (equal) {
      out.println("Verified: a plain loop counts the same.");
      out.flush();
    } else {
      err.printf(
          ROOT,
          "a plain loop counts otherwise: %,d class files, the pipeline %,d%n",
          truth.classFiles(),
          result.report().classFiles());
      err.flush();
    }
    return equal;
  }

  void interrupted(CensusResult result) {
    err.printf(
        ROOT, "fermata census: interrupted after %,d class files%n", result.report().classFiles());
    err.flush();
  }

  private static String picture(Timeline timeline) {
    double seconds = timeline.window().toMillis() / 1e3;
    return TimelinePicture.of(
        String.format(
            ROOT, "Census of Java %s: the first %,.1f s", Runtime.version().feature(), seconds),
        timeline);
  }
}
