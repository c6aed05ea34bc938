package dev.fermata.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.testing.VirtualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A loop that has nothing to do looks out for other threads before it sleeps, if it has time. */
class IdleSpinTest {

  @Test
  void aLoopWithoutTimersSpins() {
    assertThat(spins(LoopClock.system(), null)).isTrue();
  }

  @Test
  void aTimerFarAwayLeavesTime() {
    assertThat(spins(LoopClock.system(), Duration.ofHours(1))).isTrue();
  }

  @Test
  void aTimerThatIsDueIsNotKeptWaiting() {
    assertThat(spins(LoopClock.system(), Duration.ZERO)).isFalse();
  }

  @Test
  void onAVirtualClockThereIsNothingToLookOutFor() {
    assertThat(spins(new VirtualClock(), Duration.ofHours(1))).isFalse();
    assertThat(spins(new VirtualClock(), null)).isFalse();
  }

  /** Whether a loop would spin whose only timer is due after {@code delay}. */
  private static boolean spins(LoopClock clock, Duration delay) {
    return EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.current();
          if (delay != null) {
            loop.schedule(delay, () -> {});
          }
          return CompletableFuture.completedFuture(LoopThread.isWorthSpinning(loop.queue(), clock));
        },
        clock);
  }
}
