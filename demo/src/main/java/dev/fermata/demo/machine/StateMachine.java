package dev.fermata.demo.machine;

import java.util.List;

/**
 * What became of an async method.
 *
 * @param method its name in the source
 * @param frame the class in which its variables are kept
 * @param firstLine of its body
 * @param lastLine of its body
 */
public record StateMachine(
    String method, String frame, int firstLine, int lastLine, List<SuspendedState> states) {}
