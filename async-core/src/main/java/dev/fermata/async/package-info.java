/** {@code async}/{@code await} for Java: tasks, the event loop, combinators. */
@NullMarked
package dev.fermata.async;

import org.jspecify.annotations.NullMarked;
