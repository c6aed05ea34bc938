/**
 * Class bytes in, class bytes with state machines out: {@link dev.fermata.transform.Instrumenter}
 * tells the story.
 */
@NullMarked
package dev.fermata.transform;

import org.jspecify.annotations.NullMarked;
