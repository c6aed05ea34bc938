/**
 * Runs a graph. {@link dev.fermata.pipeline.engine.PipelineRun} is one run; every stage is an async
 * method on the run's event loop, every queue between two stages is bounded.
 *
 * <pre>
 *  reading thread    |              loop thread                 | consumer threads
 *  SourceReader  --- | -> StageRun -> StageQueue -> StageRun -> | SinkBuffer -> take
 *  (2 read ahead)    |               (2 items)                  | (sink's size)
 * </pre>
 */
@NullMarked
package dev.fermata.pipeline.engine;

import org.jspecify.annotations.NullMarked;
