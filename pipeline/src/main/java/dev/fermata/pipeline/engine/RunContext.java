package dev.fermata.pipeline.engine;

import dev.fermata.async.LoopClock;
import dev.fermata.pipeline.operation.DeadLetter;
import dev.fermata.pipeline.stats.RunMeter;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What all parts of a run share.
 *
 * @param run the run's name, for logs
 * @param budget of all stages together
 * @param deadLetters takes the items that failed in stages that have no taker of their own
 * @param threads on which it may block
 * @param depth of the items that pass stages at the moment
 * @param clock of its loop
 * @param host of its loop, if threads of pools may have turns of it
 */
record RunContext(
    String run,
    RunMeter meter,
    FailureLedger failures,
    FailureBudget budget,
    Optional<Consumer<? super DeadLetter>> deadLetters,
    Executor threads,
    PassDepth depth,
    LoopClock clock,
    Optional<LoopHost> host) {

  Executor threads(Optional<Executor> ofStage) {
    return ofStage.isEmpty() || clock == LoopClock.system()
        ? ofStage.orElse(threads)
        : new CountedThreads(ofStage.get());
  }
}
