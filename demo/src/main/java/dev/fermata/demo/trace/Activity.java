package dev.fermata.demo.trace;

/**
 * What one row does for a while.
 *
 * @param label what it does it with, for example {@code fetch ant}
 * @param start nanoseconds since the trace began
 * @param end nanoseconds since the trace began
 */
public record Activity(Row row, State state, String label, long start, long end) {

  public long nanos() {
    return end - start;
  }
}
