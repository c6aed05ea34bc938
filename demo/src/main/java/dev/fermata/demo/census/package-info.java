/** The census of the running JDK: what it counts, its asynchronous stages, its report. */
@NullMarked
package dev.fermata.demo.census;

import org.jspecify.annotations.NullMarked;
