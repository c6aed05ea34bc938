/** Who ran when in a pipeline, and how that is shown to people and to trace viewers. */
@NullMarked
package dev.fermata.pipeline.timeline;

import org.jspecify.annotations.NullMarked;
