package dev.fermata.pipeline.engine;

/** What flows between the items. */
enum Mark {
  /** No item follows. */
  END
}
