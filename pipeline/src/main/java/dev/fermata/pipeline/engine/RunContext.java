package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.stats.RunMeter;
import java.util.concurrent.Executor;

/**
 * What all parts of a run share.
 *
 * @param run the run's name, for logs
 * @param threads on which it may block
 */
record RunContext(String run, RunMeter meter, FailureLedger failures, Executor threads) {}
