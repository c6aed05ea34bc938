package dev.fermata.async.internal;

import java.util.function.BooleanSupplier;

/**
 * Looks a few times before its caller blocks: to block and be woken costs more than most waits
 * last. The more often that was in vain, the shorter it looks. Used by one thread at a time, or by
 * several at the price of a worse guess.
 */
public final class ShortSpin {

  /** No spin lasts longer than about this, unless its condition is a slow one. */
  public static final long LONGEST_NANOS = 200_000;

  private static final int LONGEST = Runtime.getRuntime().availableProcessors() > 1 ? 4_000 : 0;
  private static final int SHORTEST = Math.min(LONGEST, 20);

  private int looks = SHORTEST;

  /** Whether {@code condition} was seen to hold. */
  public boolean until(BooleanSupplier condition) {
    for (int i = 0; i < looks; i++) {
      if (condition.getAsBoolean()) {
        looks = Math.min(LONGEST, looks * 2);
        return true;
      }
      Thread.onSpinWait();
    }
    looks = Math.max(SHORTEST, looks / 2);
    return false;
  }
}
