package dev.fermata.conformance;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Rule 4: a call runs at once, on the caller's thread, up to its first await of an unfinished
 * stage; then the caller gets its future.
 */
class Rule04CallsRunAtOnceTest {

  private final List<String> events = new ArrayList<>();

  private CompletableFuture<String> work(CompletableFuture<String> first) {
    events.add("begun on " + Thread.currentThread().getName());
    await(completedFuture("finished already"));
    events.add("past the finished stage");
    String value = await(first);
    events.add("resumed");
    return completedFuture(value);
  }

  @Test
  void itRunsOnTheCallersThreadUntilTheFirstUnfinishedStage() {
    var pending = new CompletableFuture<String>();

    CompletableFuture<String> result = work(pending);
    events.add("caller has the future");

    assertThat(events)
        .containsExactly(
            "begun on " + Thread.currentThread().getName(),
            "past the finished stage",
            "caller has the future");
    assertThat(result).isNotDone();

    pending.complete("value");
    assertThat(events).last().isEqualTo("resumed");
    assertThat(result).isCompletedWithValue("value");
  }

  @Test
  void aCallThatNeverSuspendsReturnsAFinishedFuture() {
    assertThat(work(completedFuture("value"))).isCompletedWithValue("value");
  }

  private CompletableFuture<String> sameFuture(CompletableFuture<String> mine) {
    await(completedFuture(1));
    return mine;
  }

  @Test
  void aCallThatNeverSuspendsReturnsTheBodysOwnFuture() {
    var mine = new CompletableFuture<String>();
    assertThat(sameFuture(mine)).isSameAs(mine);
  }
}
