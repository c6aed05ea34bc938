package dev.fermata.pipeline.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A number that one thread at a time adds to and any thread reads. */
public final class Counter {
  // Written by one thread at a time, read by any: opaque, so that a reader sees whole and ever
  // newer values and the writer pays for a plain add.
  private long value;

  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  void add(long amount) {
    VALUE.setOpaque(this, value + amount);
  }

  void set(long number) {
    VALUE.setOpaque(this, number);
  }

  void increment() {
    add(1);
  }

  public long get() {
    return (long) VALUE.getOpaque(this);
  }
}
