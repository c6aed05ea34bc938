/** Staged data pipelines whose stages are async methods on an event loop of their own. */
module dev.fermata.pipeline {
  requires static transitive org.jspecify;
  requires transitive dev.fermata.async;
  requires org.slf4j;

  exports dev.fermata.pipeline;
  exports dev.fermata.pipeline.operation;
  exports dev.fermata.pipeline.timeline;
}
