package dev.fermata.pipeline.graph;

import dev.fermata.pipeline.definition.StageDefinition;

/**
 * A stage with its place in the graph.
 *
 * @param name unique in the graph
 */
public record StageNode(String name, StageDefinition definition) {}
