package dev.fermata.agent.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.tools.ExecFileLoader;

/**
 * What JaCoCo's report would say of one class.
 *
 * @param covered lines of which something ran
 * @param missed lines of which nothing ran
 */
record Coverage(List<Integer> covered, List<Integer> missed) {

  static Coverage of(Path execution, Path classFile) throws IOException {
    var loader = new ExecFileLoader();
    loader.load(execution.toFile());
    var builder = new CoverageBuilder();
    try (InputStream input = Files.newInputStream(classFile)) {
      new Analyzer(loader.getExecutionDataStore(), builder).analyzeClass(input, "Shop");
    }
    List<Integer> covered = new ArrayList<>();
    List<Integer> missed = new ArrayList<>();
    for (IClassCoverage coverage : builder.getClasses()) {
      for (int line = coverage.getFirstLine(); line <= coverage.getLastLine(); line++) {
        switch (coverage.getLine(line).getInstructionCounter().getStatus()) {
          case ICounter.NOT_COVERED -> missed.add(line);
          case ICounter.PARTLY_COVERED, ICounter.FULLY_COVERED -> covered.add(line);
          default -> {} // no code
        }
      }
    }
    return new Coverage(covered, missed);
  }
}
