/** The ways in: {@code -javaagent}, self-attach, and build tools. */
@NullMarked
package dev.fermata.agent;

import org.jspecify.annotations.NullMarked;
