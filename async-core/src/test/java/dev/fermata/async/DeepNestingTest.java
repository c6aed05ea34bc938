package dev.fermata.async;

import static dev.fermata.async.Async.gather;
import static dev.fermata.async.Async.shield;
import static dev.fermata.async.Async.sleep;
import static dev.fermata.async.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Combinators within combinators, deeper than any stack: they end, fail and are cancelled. */
class DeepNestingTest {

  private static final int DEPTH = 10_000;
  private static final Duration HOUR = Duration.ofHours(1);

  private final CompletableFuture<String> stage = new CompletableFuture<>();

  private Task<String> nested(UnaryOperator<Task<String>> combinator) {
    Task<String> outermost = timeout(stage, HOUR);
    for (int i = 0; i < DEPTH; i++) {
      outermost = combinator.apply(outermost);
    }
    return outermost;
  }

  private static Task<String> first(Task<String> task) {
    return HandWritten.suspendedAt(
        gather(task),
        call ->
            Continuation.completed(((List<?>) Continuation.result(call.resumed())).get(0), call));
  }

  private static Task<String> all(Task<String> task) {
    return timeout(first(shield(timeout(HandWritten.awaiting(task), HOUR))), HOUR);
  }

  private void assertEnds(UnaryOperator<Task<String>> combinator) {
    String value =
        EventLoop.run(
            () -> {
              Task<String> outermost = nested(combinator);
              EventLoop.current().execute(() -> stage.complete("value"));
              return outermost;
            },
            new VirtualClock());
    assertThat(value).isEqualTo("value");
  }

  private void assertFails(UnaryOperator<Task<String>> combinator) {
    var failure = new IOException("disk");
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Task<String> outermost = nested(combinator);
                      EventLoop.current().execute(() -> stage.completeExceptionally(failure));
                      return outermost;
                    },
                    new VirtualClock()))
        .isSameAs(failure);
  }

  private void assertIsCancelled(UnaryOperator<Task<String>> combinator) {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Task<String> outermost = nested(combinator);
                      EventLoop.current().execute(() -> outermost.cancel(true));
                      return outermost;
                    },
                    new VirtualClock()))
        .isInstanceOf(CancellationException.class);
    assertThat(stage).isCancelled();
  }

  @Test
  void timeouts() {
    assertEnds(task -> timeout(task, HOUR));
  }

  @Test
  void failingTimeouts() {
    assertFails(task -> timeout(task, HOUR));
  }

  @Test
  void cancelledTimeouts() {
    assertIsCancelled(task -> timeout(task, HOUR));
  }

  @Test
  void shields() {
    assertEnds(Async::shield);
  }

  @Test
  void cancelledGathersBetweenCalls() {
    assertIsCancelled(DeepNestingTest::first);
  }

  @Test
  void cancelledCallsThroughTimeouts() {
    assertIsCancelled(task -> timeout(HandWritten.awaiting(task), HOUR));
  }

  @Test
  void everything() {
    assertEnds(DeepNestingTest::all);
  }

  @Test
  void everythingFailing() {
    assertFails(DeepNestingTest::all);
  }

  @Test
  void cancelledTaskGroups() {
    assertIsCancelled(task -> TaskGroup.run(group -> task));
  }

  @Test
  void theTimeOfTheOutermostRunsOut() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> timeout(nested(task -> timeout(task, HOUR)), Duration.ofSeconds(1)),
                    new VirtualClock()))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("PT1S");
    assertThat(stage).isCancelled();
  }

  @Test
  void whatIsLeftWhenTheLoopEnds() {
    EventLoop.run(
        () -> {
          nested(task -> timeout(HandWritten.awaiting(task), HOUR));
          return sleep(Duration.ofSeconds(1));
        },
        new VirtualClock());
    assertThat(stage).isCancelled();
  }

  @Test
  void callsThatAwaitOneAnotherThroughTimeouts() {
    var later = new CompletableFuture<Task<String>>();
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Task<String> call =
                          HandWritten.suspendedAt(
                              later,
                              frame -> {
                                if (frame.state() == 0) {
                                  Continuation.result(frame.resumed());
                                  return frame.suspend(timeout(later.join(), HOUR), 1);
                                }
                                return Continuation.completed(
                                    Continuation.result(frame.resumed()), frame);
                              });
                      later.complete(HandWritten.awaiting(timeout(call, HOUR)));
                      EventLoop.current().schedule(Duration.ofSeconds(1), () -> call.cancel(true));
                      return call;
                    },
                    new VirtualClock()))
        .isInstanceOf(CancellationException.class);
  }
}
