/**
 * Code that awaits, a file for each area of the language, in Java 8: it is compiled at several
 * releases. Every static method that takes a {@code Script} is a scenario, run by {@code
 * TargetsTest} before and after transformation; the comments say what is hard about it.
 */
package dev.fermata.transform.targets;
