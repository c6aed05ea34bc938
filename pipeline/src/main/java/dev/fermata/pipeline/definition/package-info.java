/** What the user asked for, as immutable records. Knows nothing of how it is checked or run. */
@NullMarked
package dev.fermata.pipeline.definition;

import org.jspecify.annotations.NullMarked;
