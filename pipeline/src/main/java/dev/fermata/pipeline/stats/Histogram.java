package dev.fermata.pipeline.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How values are distributed, to within 1/32 of each, in a fixed 8 KB. One thread at a time adds,
 * any thread reads.
 *
 * <p>Every power of two is divided into 16 buckets of equal width, so that a bucket's middle is
 * never further than 1/32 from what fell into it; below 32 a value has a bucket of its own.
 */
public final class Histogram {
  private static final int BITS = 4;
  private static final int PARTS = 1 << BITS;
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

  // Written by one thread at a time, read by any: opaque, as with Counter.
  private final long[] counts = new long[(Long.SIZE - BITS) * PARTS];

  /** Adds a value; a negative one counts as 0. */
  void add(long value) {
    int bucket = bucket(Math.max(0, value));
    COUNT.setOpaque(counts, bucket, counts[bucket] + 1);
  }

  /** The value which {@code share} of all values do not exceed; 0 when there are none. */
  public long quantile(double share) {
    long[] seen = new long[counts.length];
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      seen[i] = (long) COUNT.getOpaque(counts, i);
      total += seen[i];
    }
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long passed = 0;
    for (int i = 0; i < seen.length; i++) {
      passed += seen[i];
      if (passed >= rank) {
        return middle(i);
      }
    }
    return 0;
  }

  private static int bucket(long value) {
    int shift = Math.max(0, Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(value));
    return shift * PARTS + (int) (value >>> shift);
  }

  private static long middle(int bucket) {
    int shift = Math.max(0, bucket / PARTS - 1);
    long low = (long) (bucket - shift * PARTS) << shift;
    return low + (1L << shift) / 2;
  }
}
