package dev.fermata.stress;

import java.lang.management.ManagementFactory;

/** How much of the heap is in use, to compare before and after. */
final class Heap {

  /** What a JVM may have more at the end than at the beginning, for reasons of its own. */
  static final long ALLOWANCE = 1 << 20;

  private Heap() {}

  static long inUse() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
