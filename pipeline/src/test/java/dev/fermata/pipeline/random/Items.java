package dev.fermata.pipeline.random;

import dev.fermata.pipeline.operation.DeadLetter;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * The items of random pipelines: {@code e2p1i35} is number 35 of part 1 in epoch 2. Stages append
 * to that, so that every result shows where it comes from.
 */
final class Items {
  private static final int KEYS = 3;

  private Items() {}

  static List<String> of(int epoch, int part, int count) {
    return IntStream.range(0, count).mapToObj(i -> "e" + epoch + "p" + part + "i" + i).toList();
  }

  static int epoch(String item) {
    return number(item, 1);
  }

  static int part(String item) {
    return number(item, item.indexOf('p') + 1);
  }

  /** Those of one key have the same remainder. */
  static int key(String item) {
    return number(item, item.indexOf('i') + 1) % KEYS;
  }

  private static int number(String item, int from) {
    int end = from;
    while (end < item.length() && Character.isDigit(item.charAt(end))) {
      end++;
    }
    return Integer.parseInt(item.substring(from, end));
  }

  /** The item that failed, with what is not as it should be if its failure is that of another. */
  static String ofLetter(DeadLetter letter) {
    var item = (String) letter.item();
    Throwable failure = letter.failure();
    return failure instanceof TimeoutException
            || Objects.requireNonNull(failure.getMessage()).endsWith(" " + item)
        ? item
        : letter.toString();
  }

  /** The same for the same seed and item, in whatever order items come. */
  static int dice(long seed, String item, int sides) {
    return new Random(31 * seed + item.hashCode()).nextInt(sides);
  }
}
