package dev.fermata.benchmarks.report;

/**
 * What one subject took for one work.
 *
 * @param work what was done, the name of the benchmark's class
 * @param subject who did it, the name of its method
 * @param score the figure, in {@code unit}; the smaller the better unless the unit says otherwise
 * @param error half the width of the 99.9 % confidence interval, NaN when there was one iteration
 * @param bytes what each operation allocated, NaN when nobody counted
 */
record Measurement(
    String work, String subject, double score, double error, String unit, double bytes) {

  /** Whether a larger score is the better one. */
  boolean isRate() {
    return unit.startsWith("ops/") || unit.startsWith("items/");
  }

  /** How many times as long as the other this took, or how many times slower its rate was. */
  double timesSlowerThan(Measurement other) {
    return isRate() ? other.score / score : score / other.score;
  }
}
