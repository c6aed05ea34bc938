package dev.fermata.pipeline.random;

import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** One part, or a merge of several. For one run. */
final class RandomSource {
  private enum Merging {
    ALONE,
    AS_THEY_COME,
    IN_TURN,
    /** In turn, and leaves off in the middle. */
    SOME_IN_TURN
  }

  private final Merging merging;
  private final int most;
  private final boolean continuous;
  private final List<RandomPart> parts = new ArrayList<>();

  RandomSource(long seed, int count) {
    var random = new Random(seed);
    merging = Merging.values()[Math.max(0, random.nextInt(7) - 3)];
    most = merging == Merging.SOME_IN_TURN ? random.nextInt(count + 1) : Integer.MAX_VALUE;
    continuous = merging != Merging.SOME_IN_TURN && random.nextInt(4) == 0;
    int some = merging == Merging.ALONE ? 1 : 2 + random.nextInt(2);
    for (int part = 0; part < some; part++) {
      List<RandomStage> stages =
          merging == Merging.AS_THEY_COME || merging == Merging.IN_TURN
              ? RandomStage.some(random, 2, 1)
              : List.of();
      parts.add(
          new RandomPart(
              random, part, some == 1 ? count : random.nextInt(count + 1), continuous, stages));
    }
  }

  /** Makes one of its parts fail, before the pipeline is built. */
  FailingPoint fail(Random random) {
    return parts.get(random.nextInt(parts.size())).fail(random);
  }

  /** Whether it is known what comes out when one part fails. */
  boolean isExactWhenItFails() {
    return merging != Merging.AS_THEY_COME;
  }

  /** Whether it has all that it wants without having seen that a part fails. */
  boolean mayMissAFailure() {
    return merging == Merging.SOME_IN_TURN && expected(0, new ArrayList<>()).size() == most;
  }

  boolean isContinuous() {
    return continuous;
  }

  Builder<String> builder() {
    List<Builder<String>> builders = parts.stream().map(RandomPart::builder).toList();
    return switch (merging) {
      case ALONE -> builders.get(0);
      case AS_THEY_COME -> Pipeline.merge(builders);
      case IN_TURN, SOME_IN_TURN -> Pipeline.merge(builders, new InTurn(most));
    };
  }

  Order order() {
    boolean exact = parts.stream().allMatch(part -> part.order() == Order.EXACT);
    return switch (merging) {
      case ALONE, SOME_IN_TURN -> Order.EXACT;
      case AS_THEY_COME -> exact ? Order.BY_PART : weakest();
      case IN_TURN -> exact ? Order.EXACT : weakest();
    };
  }

  private Order weakest() {
    Order weakest = Order.BY_PART;
    for (RandomPart part : parts) {
      weakest = weakest.atMost(part.order());
    }
    return weakest;
  }

  /** What a plain loop would make of one epoch. */
  List<String> expected(int epoch, List<String> failed) {
    var left =
        parts.stream()
            .map(part -> part.expected(epoch, failed).iterator())
            .collect(Collectors.toCollection(ArrayList::new));
    var results = new ArrayList<String>();
    while (!left.isEmpty() && results.size() < most) {
      Iterator<String> part = left.remove(0);
      if (part.hasNext()) {
        results.add(part.next());
        left.add(part);
      }
    }
    return results;
  }

  List<String> letters() {
    return parts.stream().flatMap(part -> part.letters().stream()).toList();
  }

  List<String> faults(boolean complete) {
    return parts.stream().flatMap(part -> part.faults(complete).stream()).toList();
  }

  @Override
  public String toString() {
    return merging + (most < Integer.MAX_VALUE ? " " + most : "") + " " + parts;
  }
}
