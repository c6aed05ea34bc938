package dev.fermata.javac;

import dev.fermata.transform.model.Rejection.Reason;
import java.util.Optional;

/**
 * What a piece of source stands in, as far as it decides whether it may await.
 *
 * @param className binary name of the innermost class
 * @param obstacle what the innermost method, lambda or initialiser has against it
 * @param monitorHeld whether a synchronized statement of the same body is around it
 */
record Surroundings(String className, Optional<Obstacle> obstacle, boolean monitorHeld) {

  /** A reason against awaiting, and what else is known, maybe empty. */
  record Obstacle(Reason reason, String detail) {}

  static Surroundings body(String className, Optional<Obstacle> obstacle) {
    return new Surroundings(className, obstacle, false);
  }

  static Surroundings body(String className, Reason reason) {
    return body(className, Optional.of(new Obstacle(reason, "")));
  }

  Surroundings holdingMonitor() {
    return new Surroundings(className, obstacle, true);
  }

  /** The first thing that stands against an await at this place. */
  Optional<Obstacle> againstAwait() {
    if (obstacle.isPresent() || !monitorHeld) {
      return obstacle;
    }
    return Optional.of(new Obstacle(Reason.MONITOR_HELD, ""));
  }
}
