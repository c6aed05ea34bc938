package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.async.Async;
import dev.fermata.async.EventLoop;
import dev.fermata.async.ReturnWhen;
import dev.fermata.async.Task;
import dev.fermata.async.testing.VirtualClock;
import dev.fermata.pipeline.stats.RunMeter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ResultTimeoutTest {
  private final VirtualClock clock = new VirtualClock();
  private final ResultTimeout timeout = new ResultTimeout(clock, Duration.ofHours(1));

  /** As a blocking operation does: heeds its cancellation when it gets round to it. */
  private static final class SlowToEnd extends CompletableFuture<Object> {
    private int cancels;

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      cancels++;
      return true;
    }
  }

  @Test
  void whoeverCancelsItTwiceStillWaitsForTheOperation() {
    EventLoop.run(this::cancelTwice, clock);
  }

  private CompletionStage<@Nullable Void> cancelTwice() {
    var operation = new SlowToEnd();
    Task<?> watch = Async.spawn(() -> timeout.watch(operation, emission()));
    await(Async.yieldNow());

    watch.cancel(true);
    await(Async.sleep(Duration.ofSeconds(1)));
    assertThat(operation.cancels).isEqualTo(1);
    assertThat(watch).as("cancelled, while the operation still runs").isNotDone();

    watch.cancel(true);
    await(Async.sleep(Duration.ofSeconds(1)));
    assertThat(watch).as("cancelled again").isNotDone();

    operation.complete("late");
    await(Async.waitFor(List.of(watch), ReturnWhen.ALL_COMPLETED));
    assertThat(watch).isCancelled();
    return CompletableFuture.completedFuture(null);
  }

  private Emission emission() {
    var meter = RunMeter.counting();
    var context = Contexts.of(meter, new FailureLedger("run"), clock);
    var out = new StageQueue(meter.addQueue("next", 2), new PassDepth());
    var place =
        new StagePlace(
            context, "stage", NoItems.INLET, out, NoItems.UPSTREAM, meter.addStage("stage", 1));
    return new Emission(
        new RelayRun(place),
        new HandOffOrder.AnyOrder(),
        0,
        RunMeter.unused().lane(0),
        clock::nanoTime);
  }
}
