package dev.fermata.pipeline.engine;

/** What comes before a stage. */
interface Upstream {

  /** Nobody will take what it yields: it ends as soon as it can. Called on the loop only. */
  void stop();
}
