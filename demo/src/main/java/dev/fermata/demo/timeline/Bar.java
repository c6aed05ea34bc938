package dev.fermata.demo.timeline;

/**
 * A bar of the picture: one operation, or several that are too short to be seen one by one.
 *
 * @param lane its row within the stage
 * @param x left edge, in user units
 * @param width in user units
 * @param shade how much of the bar's time was work, from 1 (up to a fifth) to {@value #FULL}
 * @param operations how many it stands for
 * @param title what a reader who points at it is told
 */
record Bar(int lane, double x, double width, int shade, int operations, String title) {
  static final int FULL = 5;
}
