package dev.fermata.transform.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * The decisions that make a program, drawn at random or replayed. A generator that asks nothing
 * else makes the same program from the same decisions, so that programs are shrunk by shrinking
 * these: fewer and smaller ones mean a smaller program, and every list of them means a valid one.
 * Generators therefore let 0 stand for the simplest thing.
 */
final class Choices {

  /** Decisions {@code from} to {@code to} made one part of the program. */
  record Span(int from, int to) {
    int length() {
      return to - from;
    }
  }

  private final IntUnaryOperator source;
  private int[] taken = new int[256];
  private int count;
  private final List<Span> spans = new ArrayList<>();

  private Choices(IntUnaryOperator source) {
    this.source = source;
  }

  static Choices random(long seed) {
    return new Choices(new SplittableRandom(seed)::nextInt);
  }

  /** Takes {@code decisions} one by one, then 0 for ever. */
  static Choices replay(int... decisions) {
    int[] next = {0};
    return new Choices(
        bound -> next[0] < decisions.length ? Math.min(decisions[next[0]++], bound - 1) : 0);
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    int choice = source.applyAsInt(bound);
    if (count == taken.length) {
      taken = Arrays.copyOf(taken, 2 * count);
    }
    taken[count++] = choice;
    return choice;
  }

  /** True once in {@code times}. */
  boolean oneIn(int times) {
    return below(times) == times - 1;
  }

  <T> T pick(List<T> alternatives) {
    return alternatives.get(below(alternatives.size()));
  }

  /** Marks the decisions that {@code part} takes as belonging together. */
  <T> T part(Supplier<T> part) {
    int from = count;
    T made = part.get();
    spans.add(new Span(from, count));
    return made;
  }

  /** How many decisions were taken so far. */
  int count() {
    return count;
  }

  int[] taken() {
    return Arrays.copyOf(taken, count);
  }

  /** All parts so far, inner ones before those around them. */
  List<Span> spans() {
    return List.copyOf(spans);
  }
}
