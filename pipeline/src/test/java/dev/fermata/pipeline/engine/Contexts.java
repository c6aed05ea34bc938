package dev.fermata.pipeline.engine;

import dev.fermata.async.LoopClock;
import dev.fermata.pipeline.definition.FailureLimits;
import dev.fermata.pipeline.stats.RunMeter;
import java.util.Optional;

/** What parts of a run share that are tested alone: no limits, no dead letters, one thread. */
final class Contexts {
  private Contexts() {}

  static RunContext of(RunMeter meter, FailureLedger failures, LoopClock clock) {
    return new RunContext(
        "run",
        meter,
        failures,
        new FailureBudget(FailureLimits.NONE, ""),
        Optional.empty(),
        Runnable::run,
        new PassDepth(),
        clock,
        Optional.empty());
  }
}
