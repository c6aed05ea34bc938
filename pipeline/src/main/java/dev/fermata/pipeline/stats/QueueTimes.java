package dev.fermata.pipeline.stats;

/**
 * How a queue has spent its time, in nanoseconds; all zero where times are not measured.
 *
 * @param whole since the run began
 * @param empty in which it was empty
 * @param full in which it was full
 * @param items the integral of its size
 * @param putting spent waiting for room, over all who waited
 * @param getting spent waiting for items, over all who waited
 */
public record QueueTimes(
    long whole, long empty, long full, long items, long putting, long getting) {}
