package dev.fermata.stress;

import static dev.fermata.async.Async.await;
import static dev.fermata.async.Async.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.EventLoop;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * One loop for a long time: what it has done must leave nothing behind. A moment of it in the
 * normal build; {@code -Psoak} runs a hundred million awaits, and cancels a million tasks in {@link
 * CancelledTasksSoakTest}.
 */
class SoakTest {

  private static final long AWAITS = Long.getLong("soak.awaits");

  @Test
  void awaitsLeaveNothingBehind() {
    EventLoop.run(
        () -> {
          turn(AWAITS / 10);
          return completedFuture(null);
        });
    long before = Heap.inUse();
    long turned =
        EventLoop.run(
            () -> {
              var call = turn(AWAITS);
              assertThat(EventLoop.current().tasks()).isNotEmpty();
              return call;
            });
    assertThat(turned).isEqualTo(AWAITS);
    assertThat(Heap.inUse() - before).isLessThan(Heap.ALLOWANCE);
  }

  private static CompletableFuture<Long> turn(long times) {
    long turned = 0;
    for (long i = 0; i < times; i++) {
      await(yieldNow());
      turned++;
    }
    return completedFuture(turned);
  }
}
