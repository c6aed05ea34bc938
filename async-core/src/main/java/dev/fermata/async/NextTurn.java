package dev.fermata.async;

import org.jspecify.annotations.Nullable;

/** Ends when the loop comes to it. */
final class NextTurn extends Task<@Nullable Void> implements Runnable {

  @Override
  public void run() {
    complete(null);
  }

  @Override
  public String name() {
    return "yieldNow";
  }
}
