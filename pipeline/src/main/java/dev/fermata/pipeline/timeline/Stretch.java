package dev.fermata.pipeline.timeline;

import java.time.Duration;
import java.util.Optional;

/**
 * A part of a {@link Visit} in which it did not simply wait for its own awaits.
 *
 * @param state {@link State#WORKING} or {@link State#BLOCKED}
 * @param thread that works; empty where none does
 * @param from since the run began
 * @param to not before {@code from}
 */
public record Stretch(State state, Optional<String> thread, Duration from, Duration to) {

  /** What becomes of an item at a stage for a while. */
  public enum State {
    /** A thread runs the operation. */
    WORKING("working"),

    /** The operation awaits something, and holds no thread. */
    WAITING("waiting"),

    /** There is a result, which waits for its turn or for room downstream. */
    BLOCKED("blocked");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** In lower case. */
    public String word() {
      return word;
    }
  }

  /** How long it took. */
  public Duration length() {
    return to.minus(from);
  }
}
