/**
 * Runs the target classes before and after transformation and compares what can be observed: {@link
 * dev.fermata.transform.harness.TargetsTest} is the place to begin.
 */
package dev.fermata.transform.harness;
