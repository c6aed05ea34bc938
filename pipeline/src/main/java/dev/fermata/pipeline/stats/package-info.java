/** The numbers of a run. The engine writes them, nothing here calls the engine. */
@NullMarked
package dev.fermata.pipeline.stats;

import org.jspecify.annotations.NullMarked;
