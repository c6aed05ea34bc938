package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.stats.StageMeter;

/**
 * Where a stage stands in its run.
 *
 * @param run the run's name, for logs
 * @param stage the stage's unique name
 */
record StagePlace(
    String run,
    String stage,
    Inlet in,
    Outlet out,
    Upstream upstream,
    StageMeter meter,
    FailureLedger failures) {}
