package dev.fermata.pipeline.stats;

import java.util.function.Function;

/**
 * What is recorded of who ran when.
 *
 * @param limit operations kept at most
 * @param latest whether those kept are the last ones, else the first
 * @param label makes the text by which an item is known
 */
public record TimelineSettings(int limit, boolean latest, Function<Object, String> label) {

  public TimelineSettings {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "a timeline of %d operations records nothing: give 1 or more".formatted(limit));
    }
  }
}
