package dev.fermata.demo.census;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.Map;

/** Renders a report for people, in ASCII and at most 100 columns as long as names are short. */
public final class ReportText {
  private static final int TOP = 10;
  private static final int UNREADABLE_SHOWN = 20;
  private static final int COLUMNS = 2;

  private final StringBuilder text = new StringBuilder();

  private ReportText() {}

  public static String of(Report report) {
    var text = new ReportText();
    text.modules(report);
    text.versions(report);
    text.ranking("Ten most used instructions", report.instructions());
    text.ranking("Ten most called methods", report.calls());
    text.largestMethod(report);
    text.unreadable(report);
    return text.text.toString();
  }

  private void modules(Report report) {
    heading("Classes per module");
    var modules = report.classes().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    int rows = (modules.size() + COLUMNS - 1) / COLUMNS;
    for (int row = 0; row < rows; row++) {
      var line = new StringBuilder();
      for (int index = row; index < modules.size(); index += rows) {
        var module = modules.get(index);
        line.append(format("  %-36s %,8d", module.getKey(), module.getValue()));
      }
      line(line.toString());
    }
  }

  private void versions(Report report) {
    heading("Class file versions");
    report.versions().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(version -> line(format("  %-36s %,8d", version.getKey(), version.getValue())));
  }

  private <K extends Comparable<K>> void ranking(String heading, Map<K, Long> counts) {
    long total = Report.total(counts);
    heading(format("%s, of %,d", heading, total));
    int rank = 1;
    for (Map.Entry<K, Long> entry : Report.top(TOP, counts)) {
      double percent = 100.0 * entry.getValue() / total;
      line(format("%4d  %,11d  %5.1f %%  %s", rank++, entry.getValue(), percent, entry.getKey()));
    }
  }

  private void largestMethod(Report report) {
    heading("Largest method");
    line(
        report
            .largestMethod()
            .map(largest -> format("  %,d bytes of code: %s", largest.bytes(), largest.method()))
            .orElse("  none has code"));
  }

  private void unreadable(Report report) {
    List<Unreadable> files = report.unreadable();
    String count = files.isEmpty() ? "none" : format("%,d", files.size());
    heading("Class files that could not be parsed: " + count);
    files.stream().limit(UNREADABLE_SHOWN).forEach(file -> line("  " + file));
    if (files.size() > UNREADABLE_SHOWN) {
      line(format("  ... and %,d more", files.size() - UNREADABLE_SHOWN));
    }
  }

  private void heading(String heading) {
    line("");
    line(heading);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String format(String format, Object... arguments) {
    return String.format(ROOT, format, arguments);
  }
}
