package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.Async;
import dev.fermata.async.LoopClock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Cancels an operation that takes too long for one of its many results. The time in which results
 * wait for their turn or for room does not count, and begins the time for the next one anew.
 *
 * @param clock of the loop
 */
record ResultTimeout(LoopClock clock, Duration limit) {

  CompletionStage<@Nullable Object> watch(CompletableFuture<?> operation, Emission emission) {
    try {
      while (!await(endsWithin(operation, left(emission)))) {
        if (!emission.isWaiting() && left(emission).isZero()) {
          await(UntilEnded.ofCancelled(operation));
          return CompletableFuture.failedFuture(
              new TimeoutException("no result, and no end, within " + limit));
        }
      }
    } catch (CancellationException cancelled) {
      await(
          UntilEnded.ofCancelled(
              operation)); // Else its thread would go on beside a stage that has ended.
      throw cancelled;
    }
    await(operation);
    return CompletableFuture.completedFuture(null);
  }

  private Duration left(Emission emission) {
    long left = TimeUnit.NANOSECONDS.convert(limit) - (clock.nanoTime() - emission.progressAt());
    return emission.isWaiting() ? limit : Duration.ofNanos(Math.max(0, left));
  }

  private static CompletionStage<Boolean> endsWithin(
      CompletableFuture<?> operation, Duration time) {
    try {
      await(Async.timeout(ended(operation), time), TimeoutException.class);
      return CompletableFuture.completedFuture(true);
    } catch (TimeoutException late) {
      return CompletableFuture.completedFuture(false);
    }
  }

  /** Ends with the operation, however it does, and never cancels it. */
  private static CompletableFuture<Boolean> ended(CompletableFuture<?> operation) {
    return operation.handle((result, failure) -> true);
  }
}
