package dev.fermata.transform.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes a failing program smaller as long as it still fails: leaves out parts, puts parts in the
 * place of those around them, and lowers single decisions.
 */
final class Shrinker {

  private final Consumer<Choices> generator;
  private final Predicate<int[]> fails;
  private final long deadline;
  private int[] best;
  private List<Choices.Span> spans;

  /**
   * @param generator makes a program, only to see which decisions belong together
   */
  private Shrinker(
      int[] failing, Consumer<Choices> generator, Predicate<int[]> fails, int seconds) {
    this.generator = generator;
    this.fails = fails;
    this.deadline = System.nanoTime() + seconds * 1_000_000_000L;
    adopt(failing);
  }

  /** The smallest decisions found within {@code seconds} that still fail. */
  static int[] shrink(
      int[] failing, Consumer<Choices> generator, Predicate<int[]> fails, int seconds) {
    var shrinker = new Shrinker(failing, generator, fails, seconds);
    boolean progress = true;
    while (progress) {
      progress = shrinker.withoutParts();
      progress |= shrinker.withPartsLifted();
      progress |= shrinker.withSmallerNumbers();
    }
    return shrinker.best;
  }

  private void adopt(int[] decisions) {
    var choices = Choices.replay(decisions);
    generator.accept(choices);
    best = choices.taken();
    spans = new ArrayList<>(choices.spans());
    spans.sort(Comparator.comparingInt(Choices.Span::length).reversed());
  }

  private boolean accept(int[] candidate) {
    if (System.nanoTime() > deadline || !fails.test(candidate)) {
      return false;
    }
    adopt(candidate);
    return true;
  }

  private boolean withoutParts() {
    boolean progress = false;
    for (int i = 0; i < spans.size(); ) {
      Choices.Span span = spans.get(i);
      boolean shorter =
          span.length() > 0
              && (accept(spliced(span.from(), span.to(), new int[0]))
                  || (isNotZero(span) && accept(spliced(span.from(), span.to(), zeros(span)))));
      progress |= shorter;
      i = shorter ? Math.max(0, i - 1) : i + 1;
    }
    return progress;
  }

  private boolean withPartsLifted() {
    boolean progress = false;
    for (int i = 0; i < spans.size(); i++) {
      Choices.Span outer = spans.get(i);
      int end = Math.min(spans.size(), i + 40);
      for (int j = i + 1; j < end; j++) {
        Choices.Span inner = spans.get(j);
        if (inner.from() > outer.from()
            && inner.to() <= outer.to()
            && inner.length() > 0
            && accept(
                spliced(
                    outer.from(),
                    outer.to(),
                    java.util.Arrays.copyOfRange(best, inner.from(), inner.to())))) {
          progress = true;
          break;
        }
      }
    }
    return progress;
  }

  private boolean withSmallerNumbers() {
    boolean progress = false;
    for (int i = 0; i < best.length; i++) {
      if (best[i] > 0) {
        progress |=
            accept(spliced(i, i + 1, new int[] {0}))
                || accept(spliced(i, i + 1, new int[] {best[i] - 1}));
      }
    }
    return progress;
  }

  private boolean isNotZero(Choices.Span span) {
    for (int i = span.from(); i < span.to(); i++) {
      if (best[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private static int[] zeros(Choices.Span span) {
    return new int[span.length()];
  }

  private int[] spliced(int from, int to, int[] replacement) {
    var spliced = new int[best.length - (to - from) + replacement.length];
    System.arraycopy(best, 0, spliced, 0, from);
    System.arraycopy(replacement, 0, spliced, from, replacement.length);
    System.arraycopy(best, to, spliced, from + replacement.length, best.length - to);
    return spliced;
  }
}
