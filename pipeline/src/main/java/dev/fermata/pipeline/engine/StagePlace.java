package dev.fermata.pipeline.engine;

import dev.fermata.pipeline.stats.StageMeter;

/**
 * Where a stage stands in its run.
 *
 * @param stage the stage's unique name
 */
record StagePlace(
    RunContext context, String stage, Inlet in, Outlet out, Upstream upstream, StageMeter meter) {}
