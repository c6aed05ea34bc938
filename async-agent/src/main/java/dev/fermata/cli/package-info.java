/** The command line of the agent's jar: {@code java -jar async-agent.jar instrument ...}. */
@NullMarked
package dev.fermata.cli;

import org.jspecify.annotations.NullMarked;
