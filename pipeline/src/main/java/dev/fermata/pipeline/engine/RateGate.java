package dev.fermata.pipeline.engine;

import static dev.fermata.async.Async.await;

import dev.fermata.async.Async;
import dev.fermata.async.LoopClock;
import dev.fermata.pipeline.definition.RateLimit;
import dev.fermata.pipeline.stats.LaneMeter;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets operations begin one after the other, no closer than their rate allows. For the loop. */
final class RateGate implements PipeRun.Operation {
  private final PipeRun.Operation operation;
  private final LoopClock clock;
  private final long nanosBetween;

  private boolean used;
  private long nextFree;

  RateGate(PipeRun.Operation operation, RateLimit limit, LoopClock clock) {
    this.operation = operation;
    this.clock = clock;
    this.nanosBetween = TimeUnit.NANOSECONDS.convert(limit.per()) / limit.operations();
  }

  @Override
  public CompletionStage<@Nullable Object> start(
      PipeRun stage, Object item, long ticket, LaneMeter lane) {
    long wait = reserve();
    if (wait > 0) {
      await(Async.sleep(Duration.ofNanos(wait)));
    }
    return operation.start(stage, item, ticket, lane);
  }

  /** How long to wait for the time that is reserved. */
  private long reserve() {
    long now = clock.nanoTime();
    long begin = used ? Math.max(0, nextFree - now) : 0;
    used = true;
    nextFree = now + begin + nanosBetween;
    return begin;
  }
}
