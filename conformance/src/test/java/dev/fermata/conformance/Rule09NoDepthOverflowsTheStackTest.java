package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rule 9: no depth of awaiting calls and no number of loop turns overflows the stack.
 *
 * <p>Runs with {@code -Xmx64m}, as this module's tests all do, except for the million calls that
 * are alive at once.
 */
class Rule09NoDepthOverflowsTheStackTest {

  private static final int MANY = 1_000_000;

  private static CompletableFuture<Integer> next(CompletableFuture<Integer> previous) {
    return completedFuture(await(previous) + 1);
  }

  /** Each call awaits the one before: completing the first completes them all. */
  private static CompletableFuture<Integer> chain(CompletableFuture<Integer> first, int length) {
    CompletableFuture<Integer> last = first;
    for (int i = 0; i < length; i++) {
      last = next(last);
    }
    return last;
  }

  private CompletableFuture<Integer> chainOnLoop() {
    var first = new CompletableFuture<Integer>();
    CompletableFuture<Integer> last = chain(first, MANY);
    first.complete(0);
    return completedFuture(await(last));
  }

  @Test
  @Tag("many-alive")
  void aMillionChainedCompletionsOnALoop() {
    assertThat(EventLoop.run(this::chainOnLoop)).isEqualTo(MANY);
  }

  @Test
  @Tag("many-alive")
  void aMillionChainedCompletionsWithoutALoop() {
    var first = new CompletableFuture<Integer>();
    CompletableFuture<Integer> last = chain(first, MANY);
    first.complete(0);
    assertThat(last).isCompletedWithValue(MANY);
  }

  private CompletableFuture<Integer> turns() {
    int turns = 0;
    for (int i = 0; i < MANY; i++) {
      await(yieldNow());
      turns++;
    }
    return completedFuture(turns);
  }

  @Test
  void aMillionLoopTurns() {
    assertThat(EventLoop.run(this::turns)).isEqualTo(MANY);
  }

  private CompletableFuture<Integer> nested(int depth) {
    if (depth == 0) {
      await(yieldNow());
      return completedFuture(0);
    }
    // Suspends before it calls on, so that no depth of Java frames is needed.
    await(yieldNow());
    return completedFuture(1 + await(nested(depth - 1)));
  }

  @Test
  void aHundredThousandNestedCalls() {
    assertThat(EventLoop.run(() -> nested(100_000))).isEqualTo(100_000);
  }

  private CompletableFuture<Integer> completeNext(List<CompletableFuture<Integer>> gates, int i) {
    int value = await(gates.get(i));
    if (i + 1 < gates.size()) {
      gates.get(i + 1).complete(value + 1); // resumes the next call from inside this one
    }
    return completedFuture(value);
  }

  @Test
  void callsThatCompleteOneAnotherWithoutALoop() {
    var gates = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 0; i < 100_000; i++) {
      gates.add(new CompletableFuture<>());
    }
    CompletableFuture<Integer> last = null;
    for (int i = 0; i < gates.size(); i++) {
      last = completeNext(gates, i);
    }
    gates.get(0).complete(1);
    assertThat(last).isCompletedWithValue(100_000);
  }

  /** Two calls that take turns: each resumes the other from inside itself. */
  private static final class Seesaw {
    private CompletableFuture<Integer> left = new CompletableFuture<>();
    private CompletableFuture<Integer> right = new CompletableFuture<>();

    CompletableFuture<Integer> sitLeft() {
      int turns = 0;
      while (turns < MANY) {
        turns = await(left);
        left = new CompletableFuture<>();
        right.complete(turns + 1);
      }
      return completedFuture(turns);
    }

    CompletableFuture<Integer> sitRight() {
      int turns = 0;
      while (turns < MANY) {
        turns = await(right);
        right = new CompletableFuture<>();
        left.complete(turns + 1);
      }
      return completedFuture(turns);
    }
  }

  @Test
  void aMillionCompletionsEachInsideTheOneBeforeWithoutALoop() {
    var seesaw = new Seesaw();
    CompletableFuture<Integer> left = seesaw.sitLeft();
    CompletableFuture<Integer> right = seesaw.sitRight();
    seesaw.left.complete(1);
    assertThat(right.join()).isGreaterThanOrEqualTo(MANY);
    assertThat(left.join()).isGreaterThanOrEqualTo(MANY);
  }

  @Test
  void aMillionCompletionsEachInsideTheOneBeforeOnALoop() {
    var seesaw = new Seesaw();
    int turns =
        EventLoop.run(
            () -> {
              CompletableFuture<Integer> left = seesaw.sitLeft();
              CompletableFuture<Integer> right = seesaw.sitRight();
              seesaw.left.complete(1);
              return left.thenCombine(right, Math::max);
            });
    assertThat(turns).isGreaterThanOrEqualTo(MANY);
  }
}
