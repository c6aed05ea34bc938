package dev.fermata.demo.timeline;

/**
 * One operation of a stage, from its call to its completion.
 *
 * @param lane from 0; two operations that overlap in time are in different lanes of their stage
 * @param label what it worked on
 * @param start nanoseconds since the timeline's start
 * @param end nanoseconds since the timeline's start
 */
public record Span(int lane, String label, long start, long end) {
  long duration() {
    return end - start;
  }
}
