package dev.fermata.pipeline.definition;

import java.time.Duration;

/** At most that many operations begin in that time, evenly spread over it. */
public record RateLimit(int operations, Duration per) {

  @Override
  public String toString() {
    return "at most %d in %s".formatted(operations, per);
  }
}
