/** Instrumentation of async methods as a step of a Maven build. */
@NullMarked
package dev.fermata.maven;

import org.jspecify.annotations.NullMarked;
