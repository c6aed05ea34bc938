package dev.fermata.benchmarks.pipeline;

/**
 * A pipeline of equal stages.
 *
 * @param stages how many, one after the other
 * @param concurrency how many operations of a stage may be in flight
 * @param ordered whether the results come in the order of the items
 */
record Shape(int stages, int concurrency, boolean ordered) {}
