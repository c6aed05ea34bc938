package dev.fermata.pipeline.engine;

/** Whoever waits for its turn. Called on the loop only. */
interface InTurn {

  /**
   * It is its turn, in the stack of whoever had the one before.
   *
   * @return whether the turn is over by that; else it is passed later
   */
  boolean takesTurn();
}
