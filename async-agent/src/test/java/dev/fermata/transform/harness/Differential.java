package dev.fermata.transform.harness;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares many scenarios of the same classes, transformed and not, without a test of its own for
 * each. The classes are loaded only once, so scenarios must not leave anything in static fields.
 */
public final class Differential {

  private static final List<Way> SINGLE_THREADED =
      List.of(Way.FINISHED, Way.LATER, Way.EVEN_LATER, Way.ODD_LATER, Way.LOOP);

  private final TargetLoader reference;
  private final TargetLoader transformed;

  /**
   * @throws AssertionError when a method is rejected
   */
  public Differential(Map<String, byte[]> classFiles) {
    this.reference = new TargetLoader(Rewriting.blocking(classFiles));
    this.transformed = new TargetLoader(Rewriting.transformed(classFiles));
  }

  /** What differs when {@code method} runs in any way, or nothing. */
  public Optional<String> firstDifference(String className, String method, boolean alsoThreads)
      throws InterruptedException {
    Observation expected = Way.FINISHED.observe(Scenario.load(reference, className, method));
    Scenario scenario = Scenario.load(transformed, className, method);
    for (Way way : SINGLE_THREADED) {
      Observation actual = way.observe(scenario);
      if (!actual.equals(expected)) {
        return Optional.of(description(way, expected, actual));
      }
    }
    if (alsoThreads) {
      Observation actual = Way.THREADS.observe(scenario);
      if (!actual.equals(expected)) {
        return Optional.of(description(Way.THREADS, expected, actual));
      }
    }
    return Optional.empty();
  }

  private static String description(Way way, Observation expected, Observation actual) {
    return way + "\nexpected: " + expected + "\nactual:   " + actual;
  }
}
