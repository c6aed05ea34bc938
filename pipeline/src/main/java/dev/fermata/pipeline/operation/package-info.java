/**
 * What users write for a stage besides plain functions: aggregators, merge operations, operations
 * that emit. Knows nothing of how it is called.
 */
@NullMarked
package dev.fermata.pipeline.operation;

import org.jspecify.annotations.NullMarked;
