/** A definition that passed every check: nodes with unique names, queues with their bounds. */
@NullMarked
package dev.fermata.pipeline.graph;

import org.jspecify.annotations.NullMarked;
