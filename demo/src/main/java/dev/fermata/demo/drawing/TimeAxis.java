package dev.fermata.demo.drawing;

import static dev.fermata.demo.drawing.SvgWriter.number;

/** Grid lines at round milliseconds, their numbers below the rows. */
public record TimeAxis(TimeScale scale, double top, double bottom) {
  private static final double NUMBER_DISTANCE = 18;

  public void draw(SvgWriter svg) {
    svg.open("g");
    scale
        .tickMillis()
        .forEach(
            millis -> {
              double x = scale.x(Math.round(millis * 1e6));
              drawLine(svg, x);
              svg.text("tick", x, bottom + NUMBER_DISTANCE, number(millis));
            });
    svg.text("axis", scale.left() + scale.width(), bottom + 40, "milliseconds");
    svg.close();
  }

  private void drawLine(SvgWriter svg, double x) {
    svg.open(
            "line",
            "class",
            "grid",
            "x1",
            number(x),
            "y1",
            number(top),
            "x2",
            number(x),
            "y2",
            number(bottom + 4))
        .close();
  }
}
