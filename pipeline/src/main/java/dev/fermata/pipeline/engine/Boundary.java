package dev.fermata.pipeline.engine;

/** What a consumer takes where there is no item. */
public enum Boundary {
  /** No item follows in this epoch. */
  EPOCH,
  /** No item follows at all; what failed is known. */
  END
}
