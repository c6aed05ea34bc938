package dev.fermata.demo.trace;

import java.nio.charset.CharsetEncoder;

/** The characters that stand for a time in a state. */
public record Fills(char working, char blocked, char waiting) {
  public static final Fills BLOCKS = new Fills('\u2588', '\u2592', '\u00b7');
  public static final Fills ASCII = new Fills('#', 'x', '.');

  /** The blocks where they can be written, else what every terminal has. */
  public static Fills that(CharsetEncoder writes) {
    boolean blocks =
        writes.canEncode(BLOCKS.working)
            && writes.canEncode(BLOCKS.blocked)
            && writes.canEncode(BLOCKS.waiting);
    return blocks ? BLOCKS : ASCII;
  }

  char of(State state) {
    return switch (state) {
      case WORKING -> working;
      case BLOCKED -> blocked;
      case WAITING -> waiting;
    };
  }
}
