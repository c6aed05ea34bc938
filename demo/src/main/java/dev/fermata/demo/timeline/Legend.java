package dev.fermata.demo.timeline;

import static java.util.Locale.ROOT;

import dev.fermata.demo.drawing.SvgWriter;
import dev.fermata.demo.drawing.TimeScale;

/** Says what the bars and their shades mean. */
record Legend(double left, double baseline, TimeScale scale) {
  private static final double SWATCH = 14;

  void draw(SvgWriter svg) {
    double narrowestMillis = LaneBars.NARROWEST_OPERATION * scale.nanosPerUnit() / 1e6;
    svg.open("g", "class", "s0");
    double x = left;
    swatch(svg, x, Bar.FULL, 2 * SWATCH);
    x += 2 * SWATCH + 8;
    svg.text("note", x, baseline, "one operation");
    x += 110;
    for (int shade = 1; shade <= Bar.FULL; shade++) {
      swatch(svg, x, shade, SWATCH);
      x += SWATCH;
    }
    svg.text("note", x + 8, baseline, together(narrowestMillis));
    svg.close();
  }

  private void swatch(SvgWriter svg, double x, int shade, double width) {
    svg.rect("b" + shade, x, baseline - 10, width, 11);
  }

  private static String together(double narrowestMillis) {
    return String.format(
        ROOT,
        "operations shorter than %.2f ms, drawn together: the stronger, the busier the lane",
        narrowestMillis);
  }
}
