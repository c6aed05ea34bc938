package dev.fermata.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results in Markdown: each subject's figure, and how many times ours that is. */
final class RatioTable {

  /** The subject that all others are compared with. */
  static final String OURS = "fermata";

  private RatioTable() {}

  static String of(Results results) {
    var lines = new ArrayList<String>();
    lines.add("## JDK " + results.jdk());
    lines.add("");
    lines.add("| work | subject | measured | ratio | allocated |");
    lines.add("|---|---|--:|--:|--:|");
    results.works().forEach((work, measured) -> lines.addAll(rows(work, measured)));
    lines.add("");
    return String.join("\n", lines);
  }

  private static List<String> rows(String work, List<Measurement> measured) {
    Optional<Measurement> ours = ours(measured);
    var rows = new ArrayList<String>();
    String name = work;
    for (Measurement each : measured) {
      rows.add(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  name,
                  each.subject(),
                  figure(each),
                  ours.map(each::timesSlowerThan).map(RatioTable::ratio).orElse(""),
                  Double.isNaN(each.bytes()) ? "" : number(each.bytes()) + " B"));
      name = "";
    }
    return rows;
  }

  /** Ours among them; works that only compare our own ways with one another have none. */
  static Optional<Measurement> ours(List<Measurement> measured) {
    return measured.stream().filter(each -> each.subject().equals(OURS)).findFirst();
  }

  private static String figure(Measurement each) {
    String error = Double.isNaN(each.error()) ? "" : " ± " + number(each.error());
    return number(each.score()) + error + " " + each.unit();
  }

  static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.0f", ratio);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.0f", value);
  }
}
