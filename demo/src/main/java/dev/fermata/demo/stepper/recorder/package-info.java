/**
 * Runs a program in a JVM of its own under a debugger's eyes, and writes down what happens. It
 * knows the event loop's private fields and methods; when one is gone, it says so and stops.
 */
@NullMarked
package dev.fermata.demo.stepper.recorder;

import org.jspecify.annotations.NullMarked;
