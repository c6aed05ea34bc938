/** Random pipelines, and what a plain loop would make of the same items. */
@NullMarked
package dev.fermata.pipeline.random;

import org.jspecify.annotations.NullMarked;
