package dev.fermata.pipeline.engine;

/** Where items come from, seen from what comes next. */
record Origin(Inlet inlet, Upstream upstream) {}
