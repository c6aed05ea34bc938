package dev.fermata.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The results as a picture: one bar for each subject, as long as the logarithm of how many times
 * our time it took. Left of the line it was faster than we are, right of it slower.
 */
final class RatioChart {

  private static final int LABELS = 190;
  private static final int WIDTH = 760;
  private static final int ROW = 18;
  private static final int HEAD = 26;
  private static final double LEAST = 0.25;
  private static final double MOST = 64;

  private RatioChart() {}

  static String of(Results results) {
    var body = new StringBuilder();
    int y = 40;
    for (var work : results.works().entrySet()) {
      Optional<Measurement> ours = RatioTable.ours(work.getValue());
      if (ours.isEmpty()) {
        continue;
      }
      text(body, 8, y + 16, "work", work.getKey());
      y += HEAD;
      for (Measurement each : others(work.getValue())) {
        bar(body, y, each, each.timesSlowerThan(ours.get()));
        y += ROW;
      }
    }
    return frame(results, body, y + 16);
  }

  private static List<Measurement> others(List<Measurement> measured) {
    var others = new ArrayList<>(measured);
    others.removeIf(each -> each.subject().equals(RatioTable.OURS));
    return others;
  }

  private static void bar(StringBuilder body, int y, Measurement each, double ratio) {
    double from = Math.min(at(1), at(ratio));
    double to = Math.max(at(1), at(ratio));
    body.append(
        String.format(
            Locale.ROOT,
            "<rect class='%s' x='%.1f' y='%d' width='%.1f' height='%d'/>%n",
            ratio < 1 ? "faster" : "slower",
            from,
            y + 2,
            Math.max(1, to - from),
            ROW - 5));
    text(body, 20, y + 13, "subject", each.subject());
    text(body, (int) to + 6, y + 13, "ratio", RatioTable.ratio(ratio) + " ×");
  }

  private static double at(double ratio) {
    double bounded = Math.max(LEAST, Math.min(MOST, ratio));
    double share = Math.log(bounded / LEAST) / Math.log(MOST / LEAST);
    return LABELS + share * (WIDTH - LABELS - 70);
  }

  private static void text(StringBuilder body, int x, int y, String style, String words) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text class='%s' x='%d' y='%d'>%s</text>%n",
            style,
            x,
            y,
            words.replace("&", "&amp;").replace("<", "&lt;")));
  }

  private static String frame(Results results, StringBuilder body, int height) {
    String title = "Time as a multiple of ours, JDK " + results.jdk();
    return """
        <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %1$d %2$d' width='%1$d' height='%2$d' \
        role='img' aria-label='%3$s'>
        <style>
        text { font: 12px system-ui, sans-serif; fill: #222 }
        .title { font-size: 15px; font-weight: 600 } .work { font-weight: 600 }
        .slower { fill: #7a8fb8 } .faster { fill: #d98a5b } line { stroke: #222 }
        @media (prefers-color-scheme: dark) { text { fill: #ddd } line { stroke: #ddd } }
        </style>
        <text class='title' x='8' y='22'>%3$s (logarithmic; right of the line is slower)</text>
        <line x1='%4$.1f' x2='%4$.1f' y1='34' y2='%5$d'/>
        %6$s</svg>
        """
        .formatted(WIDTH, height, title, at(1), height - 12, body);
  }
}
