package dev.fermata.pipeline.definition;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * How often a failed operation is tried again.
 *
 * @param times after the first attempt
 * @param firstPause before the second attempt; each further pause is twice as long
 * @param when which failures are worth another attempt
 */
public record Retry(int times, Duration firstPause, Predicate<? super Exception> when) {

  @Override
  public String toString() {
    return "%d retries after %s and longer".formatted(times, firstPause);
  }
}
