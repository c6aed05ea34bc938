/** Deterministic tests of programs that live on an event loop. */
@NullMarked
package dev.fermata.async.testing;

import org.jspecify.annotations.NullMarked;
