package dev.fermata.pipeline.random;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.pipeline.Builder;
import dev.fermata.pipeline.PipelineFailure;
import dev.fermata.pipeline.StageOptions;
import dev.fermata.pipeline.operation.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A stage with a limit of its own to how much may fail, and with dead letters of its own. Where the
 * order of its items is known, so is the one at which it ends the pipeline.
 */
final class Budgeted implements RandomStage {
  private static final int ITEMS_BEFORE_RATE = 100;

  private final long seed;
  private final int copies;
  private final int concurrency;
  private final boolean ordered;
  private final boolean later;
  private final int sides;
  private final int allowed;

  /** Looked at only where the order of items is known. */
  private final boolean byRate;

  private final List<String> letters = new ArrayList<>(); // Written by the loop, read at its end.

  // Of the one expectation.
  private boolean exact;
  private final List<String> failing = new ArrayList<>();
  private @Nullable String reason;

  Budgeted(Random random) {
    seed = random.nextLong();
    copies = 1 + random.nextInt(8);
    concurrency = 1 + random.nextInt(4);
    ordered = random.nextInt(3) > 0;
    later = random.nextBoolean();
    sides = 2 + random.nextInt(20);
    byRate = random.nextBoolean();
    allowed = random.nextInt(byRate ? 60 : 20);
  }

  @Override
  public Builder<String> addTo(Builder<String> before, Order order) {
    return before
        .pipeStream(
            "copies", x -> IntStream.range(0, copies).mapToObj(i -> x + "#" + i), s -> s.ordered())
        .pipe("budget", this::work, s -> options(s, order));
  }

  private void options(StageOptions stage, Order order) {
    stage.concurrency(concurrency).ordered(ordered).deadLetters(this::take);
    if (byRate && isExact(order)) {
      stage.maxFailureRate(Math.max(1, allowed) / 100.0);
    } else {
      stage.maxFailures(allowed);
    }
  }

  private CompletableFuture<String> work(String item) {
    if (later) {
      await(Async.sleep(Duration.ofMillis(Items.dice(seed + 1, item, 5))));
    }
    if (fails(item)) {
      throw new IllegalStateException("fails at " + item);
    }
    return completedFuture(item + "!");
  }

  private void take(DeadLetter letter) {
    letters.add(
        letter.failure().getMessage().equals("fails at " + letter.item())
            ? (String) letter.item()
            : letter.toString());
  }

  private boolean fails(String item) {
    return Items.dice(seed, item, sides) == 0;
  }

  private boolean isExact(Order before) {
    return after(before) == Order.EXACT;
  }

  /** Without an order that is known, all that does not fail. */
  @Override
  public List<String> expected(List<String> items, Order order, List<String> failed) {
    exact = isExact(order);
    var results = new ArrayList<String>();
    int seen = 0;
    for (String item : items) {
      for (int copy = 0; copy < copies; copy++) {
        String each = item + "#" + copy;
        seen++;
        if (fails(each)) {
          failing.add(each);
        } else {
          results.add(each + "!");
        }
        if (exact && isExceeded(seen)) {
          reason =
              "failed for %d of %d items (%s), the last".formatted(failing.size(), seen, limit());
          return results;
        }
      }
    }
    return results;
  }

  private boolean isExceeded(int seen) {
    return isByRate()
        ? seen >= ITEMS_BEFORE_RATE && failing.size() * 100 > Math.max(1, allowed) * seen
        : failing.size() > allowed;
  }

  private boolean isByRate() {
    return byRate && exact;
  }

  private String limit() {
    return isByRate()
        ? "maxFailureRate is " + Math.max(1, allowed) / 100.0
        : "maxFailures is " + allowed;
  }

  /** Whether it is known what comes out of it, and not only that it begins well. */
  boolean isExact() {
    return exact;
  }

  /** To be asked for what was expected: whether it ends the pipeline. */
  boolean breaks() {
    return exact ? reason != null : failing.size() > allowed;
  }

  /** That it told all that there is to tell, when it ended the pipeline. */
  void isToldBy(PipelineFailure thrown) {
    assertThat(thrown.failures()).hasSize(1);
    assertThat(thrown.stage()).isEqualTo("budget");
    assertThat(thrown.getCause()).isSameAs(thrown.failures().get(0).failure());
    assertThat(thrown).cause().hasMessage("fails at " + letters.get(letters.size() - 1));
    if (reason != null) {
      assertThat(thrown.failures().get(0).reason()).isEqualTo(reason);
    } else {
      assertThat(thrown.failures().get(0).reason())
          .matches(
              "failed for %d of \\d+ items \\(%s\\), the last".formatted(allowed + 1, limit()));
    }
  }

  @Override
  public Order after(Order before) {
    return ordered || concurrency == 1 ? before : Order.NONE;
  }

  /** Whatever the end was: it is known which items it has given up. */
  @Override
  public List<String> faults(boolean complete) {
    if (exact
        ? !letters.equals(failing)
        : letters.size() != Math.min(failing.size(), allowed + 1)) {
      return List.of("letters %s in place of %s".formatted(letters, failing));
    }
    return failing.containsAll(letters)
        ? List.of()
        : List.of("letters %s that are not of %s".formatted(letters, failing));
  }

  @Override
  public String toString() {
    return "budget of %s x%d%s after %d copies%s"
        .formatted(
            byRate ? allowed + " %" : allowed,
            concurrency,
            ordered ? " ordered" : "",
            copies,
            later ? " later" : "");
  }
}
