/**
 * Staged data pipelines: describe source, stages and sink with a {@link
 * dev.fermata.pipeline.Builder}, then consume the {@link dev.fermata.pipeline.Pipeline} like any
 * {@link java.lang.Iterable}.
 */
@NullMarked
package dev.fermata.pipeline;

import org.jspecify.annotations.NullMarked;
