package dev.fermata.pipeline.engine;

/**
 * Whoever waits for an item, and can take one in the stack of whoever puts it: an item for which
 * nobody has to wait then goes through one stage after the other without a turn of the loop. Called
 * on the loop only.
 */
interface Passing {

  /**
   * Does with the item what can be done at once.
   *
   * @return whether that was all; else the item is to be handed out, and its taker goes on with it
   */
  boolean pass(Object item);
}
