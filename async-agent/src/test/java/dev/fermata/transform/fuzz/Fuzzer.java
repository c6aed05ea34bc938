package dev.fermata.transform.fuzz;

import dev.fermata.transform.harness.Differential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes programs of one level from consecutive seeds, in batches that share a class, and compares
 * them with their blocking reference.
 */
final class Fuzzer {

  private static final int SHRINKING_SECONDS = 90;

  private final Level level;
  private final int batchSize;
  private long programs;
  private long tooLarge;

  Fuzzer(Level level, int batchSize) {
    this.level = level;
    this.batchSize = batchSize;
  }

  /** How many programs ran so far. */
  long programs() {
    return programs;
  }

  /** How many of them were too large for a class file. */
  long tooLarge() {
    return tooLarge;
  }

  /**
   * Runs the programs of the seeds from {@code firstSeed} on, one batch of them.
   *
   * @throws AssertionError that shows the first program that fails, shrunk
   */
  void runBatch(long firstSeed) {
    var batch = new ArrayList<Choices>();
    for (int i = 0; i < batchSize; i++) {
      batch.add(Choices.random(firstSeed + i));
    }
    long variant = firstSeed / batchSize;
    Optional<String> difference = failureOf(batch, variant);
    if (difference.isPresent()) {
      inspect(firstSeed, variant, difference.get());
    }
    programs += batchSize;
  }

  private Optional<String> firstDifference(List<Choices> batch, long variant)
      throws InterruptedException {
    var differential = new Differential(level.classFiles(batch, variant));
    for (int i = 0; i < batch.size(); i++) {
      Optional<String> difference =
          differential.firstDifference(
              Level.PACKAGE + "." + Level.CLASS_NAME, "program" + i, i % 8 == 0);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /** Finds out which program it was. */
  private void inspect(long firstSeed, long variant, String difference) {
    boolean onlyTooLarge = false;
    for (long seed = firstSeed; seed < firstSeed + batchSize; seed++) {
      Choices program = Choices.random(seed);
      Optional<String> alone = failureOf(program, variant);
      if (alone.isPresent() && isTooLarge(alone.get())) {
        onlyTooLarge = true;
        tooLarge++;
      } else if (alone.isPresent()) {
        throw new AssertionError(shrunk(seed, variant, program.taken(), alone.get()));
      }
    }
    if (!onlyTooLarge) {
      throw new AssertionError(
          level + " programs from seed " + firstSeed + " fail only together: " + difference);
    }
  }

  /** Said by javac, or by the transformer; finally blocks in finally blocks grow fast. */
  private static boolean isTooLarge(String failure) {
    return failure.contains("code too large") || failure.contains("larger than the 64 KB");
  }

  private String shrunk(long seed, long variant, int[] failing, String failure) {
    String kind = kind(failure);
    int[] smallest =
        Shrinker.shrink(
            failing,
            choices -> level.text(List.of(choices), variant),
            candidate ->
                failureOf(Choices.replay(candidate), variant)
                    .filter(other -> kind(other).equals(kind))
                    .isPresent(),
            SHRINKING_SECONDS);
    return level
        + " program of seed "
        + seed
        + ", variant "
        + variant
        + ": "
        + failureOf(Choices.replay(smallest), variant).orElse("fails no more")
        + "\n"
        + SourceLayout.indented(level.text(List.of(Choices.replay(smallest)), variant));
  }

  /** A smaller program counts only when it fails in the same manner. */
  private static String kind(String failure) {
    return failure.substring(0, Math.min(failure.length(), 20)).lines().findFirst().orElse("");
  }

  private Optional<String> failureOf(Choices program, long variant) {
    return failureOf(List.of(program), variant);
  }

  private Optional<String> failureOf(List<Choices> batch, long variant) {
    try {
      return firstDifference(batch, variant);
    } catch (InterruptedException e) {
      throw new IllegalStateException("fuzzing was interrupted", e);
    } catch (RuntimeException | LinkageError | AssertionError failure) {
      return Optional.of(String.valueOf(failure));
    }
  }
}
