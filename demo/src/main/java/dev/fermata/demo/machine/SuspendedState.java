package dev.fermata.demo.machine;

import java.util.List;

/**
 * A place where a method may stop.
 *
 * @param line of its await in the source
 * @param kept what it needs later, besides {@code this}, which is kept from the first stop on
 */
public record SuspendedState(int number, int line, List<KeptLocal> kept) {}
