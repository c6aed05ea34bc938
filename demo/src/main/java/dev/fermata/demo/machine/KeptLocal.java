package dev.fermata.demo.machine;

/**
 * A local variable that outlives a suspension.
 *
 * @param field of the frame, where it is kept
 * @param type without its package
 * @param name in the source
 */
public record KeptLocal(String field, String type, String name) {}
