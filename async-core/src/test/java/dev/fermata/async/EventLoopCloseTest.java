package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop that was closed: what it still does, what it refuses, what it reports. */
class EventLoopCloseTest {

  /** What can be handed to a loop. */
  enum Entrance {
    EXECUTE(loop -> loop.execute(() -> {})),
    SPAWN(loop -> loop.spawn(() -> CompletableFuture.completedFuture(null))),
    SPAWN_BY_NAME(loop -> loop.spawn("late", () -> CompletableFuture.completedFuture(null))),
    SCHEDULE(loop -> loop.schedule(Duration.ofSeconds(1), () -> {}));

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Consumer<EventLoop> entrance;

    Entrance(Consumer<EventLoop> entrance) {
      this.entrance = entrance;
    }
  }

  private static EventLoop ended() {
    EventLoop loop = EventLoop.start("closed");
    loop.close();
    return loop;
  }

  @ParameterizedTest
  @EnumSource
  void everyEntranceIsClosedAndSaysWhichLoopItWas(Entrance tried) {
    EventLoop loop = ended();
    assertThatThrownBy(() -> tried.entrance.accept(loop))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("event loop closed has ended");
  }

  @ParameterizedTest
  @EnumSource
  void whatALoopOfRunLeavesBehindIsClosedToo(Entrance tried) {
    EventLoop left = EventLoop.run(() -> CompletableFuture.completedFuture(EventLoop.current()));
    assertThatThrownBy(() -> tried.entrance.accept(left))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void finallyBlocksRunAndMayAwaitTimersBeforeCloseReturns() throws InterruptedException {
    List<String> events = new CopyOnWriteArrayList<>();
    EventLoop loop = EventLoop.start("closing", new VirtualClock());
    var begun = new CountDownLatch(3);
    for (int i = 0; i < 3; i++) {
      String name = "task " + i;
      loop.spawn(
          () -> {
            begun.countDown();
            return HandWritten.cleaningUp(
                new CompletableFuture<Void>(),
                thrown ->
                    Async.sleep(Duration.ofSeconds(5)).thenRun(() -> events.add(name + " ended")));
          });
    }
    begun.await();
    loop.close();
    assertThat(events).containsExactlyInAnyOrder("task 0 ended", "task 1 ended", "task 2 ended");
    assertThat(loop.tasks()).isEmpty();
  }

  @Test
  void whatDoesNotEndIsReportedByNameAndCloseReturnsAllTheSame() throws InterruptedException {
    EventLoop loop = EventLoop.start("closing", new VirtualClock());
    var begun = new CountDownLatch(1);
    try (var log = new LoggedEvents()) {
      Task<Void> stubborn =
          loop.spawn(
              "stubborn",
              () -> {
                begun.countDown();
                return waitWhateverComes();
              });
      begun.await();
      loop.close();
      assertThat(stubborn).isNotDone();
      assertThat(log.messages())
          .filteredOn(message -> message.contains("stubborn"))
          .singleElement()
          .asString()
          .startsWith("WARN")
          .contains("event loop closing", "has not ended within PT10S", "abandoned");
    }
  }

  private static Continuation<Void> waitWhateverComes() {
    return HandWritten.awaitingOr(new CompletableFuture<Void>(), cancelled -> waitWhateverComes());
  }

  @Test
  void aTaskThatEndsInTimeIsNotReported() throws InterruptedException {
    EventLoop loop = EventLoop.start("closing", new VirtualClock());
    var begun = new CountDownLatch(1);
    try (var log = new LoggedEvents()) {
      loop.spawn(
          () -> {
            begun.countDown();
            return HandWritten.awaiting(new CompletableFuture<Void>());
          });
      begun.await();
      loop.close();
      assertThat(log.messages()).noneMatch(message -> message.contains("abandoned"));
    }
  }
}
