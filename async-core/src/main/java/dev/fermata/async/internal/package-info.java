/** Building blocks of the event loop that know nothing of tasks. Not exported. */
@NullMarked
package dev.fermata.async.internal;

import org.jspecify.annotations.NullMarked;
